package io.papertrader.worker.master;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between tries: each twice the one before, up to a longest; a random part keeps many workers from trying as
 * one.
 */
final class RetryPauses {
    private static final double LEAST_SHARE = 0.5;

    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    RetryPauses(Duration first, Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    Duration next() {
        Duration full = next;
        Duration doubled = full.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofMillis((long) (full.toMillis() * (LEAST_SHARE + random.nextDouble() * (1 - LEAST_SHARE))));
    }
}
