package io.papertrader.master.live;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The choice between the providers of a class, in order of preference. One is left when it fails several times in a
 * row; a better one is looked at now and then, and gone back to only when it has been well for some time, so that one
 * that is well and ill by turns does not turn values with it. For any thread.
 */
final class Failover {
    /** A better provider is looked at so often while it is waited for. */
    private static final int LOOKS = 5;

    private final List<String> order;
    private final int leaveAfter;
    private final Duration returnAfter;
    private final Map<String, Health> health = new HashMap<>();
    private String serving;
    private Instant since;

    /**
     * The health of a provider.
     *
     * @param failures how often it failed in a row
     * @param tries how many of them are since it serves, or was left
     */
    record Health(
            int failures,
            int tries,
            Optional<Instant> wellSince,
            Instant asked,
            String lastFailure,
            Optional<Instant> changed) {
        static final Health UNKNOWN = new Health(0, 0, Optional.empty(), Instant.MIN, "", Optional.empty());

        boolean isFailing() {
            return failures > 0;
        }

        private Health worked(Instant now) {
            return new Health(0, 0, wellSince.or(() -> Optional.of(now)), now, lastFailure, changed);
        }

        private Health failed(Instant now, String why) {
            return new Health(failures + 1, tries + 1, Optional.empty(), now, why, changed);
        }

        private Health turned(Instant now) {
            return new Health(failures, 0, wellSince, asked, lastFailure, Optional.of(now));
        }
    }

    Failover(List<String> order, int leaveAfter, Duration returnAfter, Instant now) {
        this.order = List.copyOf(order);
        this.leaveAfter = leaveAfter;
        this.returnAfter = returnAfter;
        this.serving = order.getFirst();
        this.since = now;
    }

    /** The failures in a row after which a provider is left. */
    int leaveAfter() {
        return leaveAfter;
    }

    /** The time for which a better provider has to be well. */
    Duration returnAfter() {
        return returnAfter;
    }

    /** The provider whose values are shown. */
    synchronized String serving() {
        return serving;
    }

    /** The time at which it became that one. */
    synchronized Instant since() {
        return since;
    }

    synchronized Health health(String provider) {
        return health.getOrDefault(provider, Health.UNKNOWN);
    }

    /** Better providers that should be looked at now. */
    synchronized List<String> toLookAt(Instant now) {
        return order.subList(0, order.indexOf(serving)).stream()
                .filter(better -> wasAskedLongAgo(better, now))
                .toList();
    }

    /** True where a provider may be asked beside the one that serves; one that fails may be now and then. */
    synchronized boolean mayBeAskedBeside(String provider, Instant now) {
        boolean isLookedAt = order.indexOf(provider) < order.indexOf(serving);
        return !health(provider).isFailing() || (!isLookedAt && wasAskedLongAgo(provider, now));
    }

    private boolean wasAskedLongAgo(String provider, Instant now) {
        return health(provider).asked().isBefore(now.minus(returnAfter.dividedBy(LOOKS)));
    }

    /** A provider gave values. */
    synchronized void worked(String provider, Instant now) {
        Health well = health(provider).worked(now);
        health.put(provider, well);
        boolean isBetter = order.indexOf(provider) < order.indexOf(serving);
        if (isBetter
                && well.wellSince()
                        .filter(start -> !now.isBefore(start.plus(returnAfter)))
                        .isPresent()) {
            turnTo(provider, now);
        }
    }

    /** A provider gave none. */
    synchronized void failed(String provider, Instant now, String why) {
        Health ill = health(provider).failed(now, why);
        health.put(provider, ill);
        if (provider.equals(serving) && ill.tries() >= leaveAfter && order.size() > 1) {
            turnTo(order.get((order.indexOf(provider) + 1) % order.size()), now);
        }
    }

    private void turnTo(String provider, Instant now) {
        health.put(serving, health(serving).turned(now));
        health.put(provider, health(provider).turned(now));
        serving = provider;
        since = now;
    }
}
