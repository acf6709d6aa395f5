package io.papertrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30), new Random(7));

    @Test
    void waitsForNothingBeforeTheFirstFailure() {
        assertThat(backoff.pause(0)).isZero();
    }

    @Test
    void drawsFromTheUpperHalfOfADoubledPause() {
        IntStream.range(0, 100)
                .forEach(round ->
                        assertThat(backoff.pause(4)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800)));
    }

    @Test
    void neverWaitsLongerThanItsBound() {
        assertThat(backoff.pause(1_000)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }
}
