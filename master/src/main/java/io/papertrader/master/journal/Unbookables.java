package io.papertrader.master.journal;

import io.papertrader.market.Command.PassOver;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The portfolios of which the journal takes nothing, not even that an order is set aside: for a while they are no more
 * read than those whose rows break a law, so that they stop nobody else, and then they are tried again. And the parts
 * in the corporate action under way that are passed over, which the journal tells only when the action has come to
 * them.
 */
final class Unbookables {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Map<PortfolioId, Refused> refused = new ConcurrentHashMap<>();
    private final Set<PassOver> passedOver = new LinkedHashSet<>();

    private record Refused(long at, Throwable why) {
        boolean isOver(long now) {
            return now - at >= PAUSE.toNanos();
        }
    }

    /** The journal took nothing of this portfolio at this time, on a clock that only goes forward. */
    void add(PortfolioId portfolio, long nanos, Throwable why) {
        refused.values().removeIf(each -> each.isOver(nanos));
        refused.put(portfolio, new Refused(nanos, why));
    }

    /** All of them are tried again. */
    void clear() {
        refused.clear();
        passedOver.clear();
    }

    /** Each market that is read before the action ends has to decide this first. */
    void add(PassOver passing) {
        passedOver.add(passing);
    }

    List<PassOver> passedOver() {
        return List.copyOf(passedOver);
    }

    /** The action under way has ended. */
    void forgetPassedOver() {
        passedOver.clear();
    }

    /** Refuses to take in a portfolio that the journal would take nothing of. */
    void check(PortfolioId portfolio, long nanos) {
        Refused last = refused.get(portfolio);
        if (last != null && !last.isOver(nanos)) {
            throw new BrokenJournal("takes nothing of portfolio " + portfolio, last.why);
        }
    }
}
