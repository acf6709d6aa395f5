package io.papertrader.worker.asset;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.node.Ticks;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Whether the latest values may still be told as current. The master says with each heartbeat whether its values are fresh; a
 * client cannot see it from the values, whose times are those of their market.
 */
@Singleton
class Freshness {
    private final Ticks ticks;
    private final long staleAfterNanos;
    private volatile long confirmedAt;
    private volatile boolean isStale;

    Freshness(Ticks ticks, CacheConfig config, MeterRegistry metrics) {
        this.ticks = ticks;
        this.staleAfterNanos = config.staleAfter().toNanos();
        this.confirmedAt = ticks.nanos();
        metrics.gauge("papertrader.values.age", this, self -> self.ageNanos() / 1e9);
    }

    /** The values are fresh now. */
    synchronized void confirm() {
        confirmedAt = ticks.nanos();
        isStale = false;
    }

    /** Looks how old they are; called at even intervals, so that no request has to look at the clock. */
    synchronized void look() {
        isStale = ageNanos() > staleAfterNanos;
    }

    /** Whether the latest values may not be told as current any more. */
    boolean isStale() {
        return isStale;
    }

    /** What a client is told then. */
    String reason() {
        return "The latest values are " + Duration.ofNanos(ageNanos()).toSeconds()
                + " s old or older; try again later.";
    }

    /** How long it is that the master called its values fresh, or, before it ever did, that this worker started. */
    private long ageNanos() {
        return ticks.nanos() - confirmedAt;
    }
}
