package io.papertrader.master.server;

import io.micrometer.core.instrument.Counter;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.master.Origin;
import io.papertrader.master.workers.Worker;
import io.papertrader.master.workers.WorkersConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One worker's word on time and clients, as far as the master believes it. A stamp too far from the master's clock
 * dates no order; but it still names the record, so that one that is sent again after an outage stays the same order.
 */
final class Stamps {
    private static final Logger LOG = Logger.getLogger(Stamps.class);

    private static final String ALL = "*";

    /** No clock shows what lies outside. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("3000-01-01T00:00:00Z");

    private final Worker worker;
    private final WorkersConfig config;
    private final InstantSource time;
    private final Counter replaced;
    private final boolean isTrustedWithAddresses;
    private Optional<Duration> ahead = Optional.empty();
    private Optional<Duration> aheadBefore = Optional.empty();
    private long untold;

    Stamps(Worker worker, WorkersConfig config, InstantSource time, Counter replaced) {
        this.worker = worker;
        this.config = config;
        this.time = time;
        this.replaced = replaced;
        this.isTrustedWithAddresses = config.trustedWithAddresses()
                .filter(names -> names.contains(ALL) || names.contains(worker.name()))
                .isPresent();
    }

    void check(LinkRecord record) throws LinkFault {
        if (record.stamp().isBefore(FIRST) || record.stamp().isAfter(LAST)) {
            throw new LinkFault("a record's stamp is " + record.stamp());
        }
    }

    /**
     * A heartbeat shows how far the worker's clock is ahead; the one that was quickest on its way says it best. Those
     * of the last minute or two count, as clocks are set.
     */
    void beat(LinkRecord heartbeat) {
        Duration shown = Duration.between(now(), heartbeat.stamp());
        ahead = ahead.filter(best -> best.compareTo(shown) >= 0).or(() -> Optional.of(shown));
    }

    Origin origin(LinkRecord record) {
        Instant now = now();
        boolean isBelieved = Duration.between(record.stamp(), now).abs().compareTo(config.stampTolerance()) <= 0;
        if (!isBelieved) {
            replaced.increment();
            untold++;
        }
        Instant placedAt = isBelieved ? record.stamp() : now;
        return Origin.of(record, placedAt, takenAt(record, now).orElse(placedAt), isTrustedWithAddresses);
    }

    /** A record that waited for its turn, or for a new link, was taken long before it came. */
    private Optional<Instant> takenAt(LinkRecord record, Instant now) {
        return Stream.of(ahead, aheadBefore)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .map(record.stamp()::minus)
                .map(taken -> taken.isBefore(now) ? taken : now);
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A line for all of them; called every minute. */
    void sumUp() {
        aheadBefore = ahead;
        ahead = Optional.empty();
        if (untold > 0) {
            LOG.warnf(
                    "Worker %s: %,d timestamps were more than %d s from the master's clock, whose time took their place",
                    worker.name(), untold, config.stampTolerance().toSeconds());
            untold = 0;
        }
    }
}
