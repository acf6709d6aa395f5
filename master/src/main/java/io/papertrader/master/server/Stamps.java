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

    Origin origin(LinkRecord record) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean isBelieved = Duration.between(record.stamp(), now).abs().compareTo(config.stampTolerance()) <= 0;
        if (!isBelieved) {
            replaced.increment();
            untold++;
        }
        return Origin.of(record, isBelieved ? record.stamp() : now, isTrustedWithAddresses);
    }

    /** A line for all of them. */
    void sumUp() {
        if (untold > 0) {
            LOG.warnf(
                    "Worker %s: %,d timestamps were more than %d s from the master's clock, whose time took their place",
                    worker.name(), untold, config.stampTolerance().toSeconds());
            untold = 0;
        }
    }
}
