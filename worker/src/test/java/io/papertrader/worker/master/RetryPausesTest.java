package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryPausesTest {
    private final RetryPauses backoff = new RetryPauses(Duration.ofMillis(100), Duration.ofSeconds(30), new Random(7));

    private void passOver(int pauses) {
        IntStream.range(0, pauses).forEach(each -> backoff.next());
    }

    @Test
    void beginsWithTheFirstPause() {
        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void doublesThePauseWithEachTry() {
        passOver(3);

        assertThat(backoff.next()).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
    }

    @Test
    void neverPausesLongerThanItsBound() {
        passOver(1_000);

        assertThat(backoff.next()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @Test
    void keepsManyWorkersFromTryingAsOne() {
        Random random = new Random(7);

        long different = Stream.generate(() -> new RetryPauses(Duration.ofSeconds(10), Duration.ofSeconds(10), random))
                .limit(100)
                .map(RetryPauses::next)
                .distinct()
                .count();

        assertThat(different).isGreaterThan(90);
    }
}
