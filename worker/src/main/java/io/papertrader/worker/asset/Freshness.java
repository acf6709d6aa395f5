package io.papertrader.worker.asset;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.node.Ticks;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The age of the latest values, past which they may no longer be told as current. The master says with each heartbeat
 * if its values are fresh; a client cannot see it from the values, whose times are those of their market.
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

    /** True where the latest values may not be told as current any more. */
    boolean isStale() {
        return isStale;
    }

    /** The words that a client is told where the values are stale. */
    String reason() {
        return "The latest values are " + Duration.ofNanos(ageNanos()).toSeconds()
                + " s old or older; try again later.";
    }

    /** The time since the master called its values fresh, or, before it ever did, since this worker started. */
    private long ageNanos() {
        return ticks.nanos() - confirmedAt;
    }
}
