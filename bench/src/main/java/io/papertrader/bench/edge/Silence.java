package io.papertrader.bench.edge;

import java.time.Duration;

/** The longest time in which nobody was answered. */
final class Silence {
    private long lastNanos = System.nanoTime();
    private long longestNanos;

    /** Forgets what was; a silence begins now. */
    void begin() {
        lastNanos = System.nanoTime();
        longestNanos = 0;
    }

    /** Somebody was answered, or the time that is looked at is over. */
    void end() {
        long now = System.nanoTime();
        longestNanos = Math.max(longestNanos, now - lastNanos);
        lastNanos = now;
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos);
    }
}
