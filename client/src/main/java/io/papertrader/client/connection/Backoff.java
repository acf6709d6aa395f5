package io.papertrader.client.connection;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pause before the next try: doubled with each failure, and never quite the same for two clients, so that all
 * clients of a worker that restarts do not come back at one instant.
 *
 * @param first the pause after the first failure
 * @param max no pause is longer
 * @param random draws each pause from its upper half
 */
public record Backoff(Duration first, Duration max, RandomGenerator random) {
    private static final int MAX_DOUBLINGS = 20;

    /** The same with shorter pauses where these are longer than that. */
    Backoff noLongerThan(Duration most) {
        return max.compareTo(most) <= 0 ? this : new Backoff(first, most, random);
    }

    /** The pause after so many failures in a row; none where nothing has failed. */
    public Duration pause(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        long full = Math.min(max.toMillis(), first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS));
        return Duration.ofMillis(full - random.nextLong(full / 2 + 1));
    }
}
