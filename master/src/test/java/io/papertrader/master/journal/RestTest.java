package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The end of a clearing cannot be booked: it is tried again after pauses that grow. */
class RestTest {
    private final Rest rest = new Rest(Duration.ofMillis(500));

    @Test
    void growsToAMinuteAndBeginsAnewBehindAnEndThatWasBooked() {
        assertThat(Stream.generate(rest::begin).limit(9).map(Duration::toMillis))
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L);
        assertThat(rest.isUnderWay()).isTrue();

        rest.forget();

        assertThat(rest.isUnderWay()).isFalse();
        assertThat(rest.begin()).hasMillis(500);
    }

    @Test
    void isOverWhenItIsTriedAgain() {
        rest.begin();

        assertThat(rest.end(rest.number())).isTrue();

        assertThat(rest.isUnderWay()).isFalse();
    }

    /** Its timer rings when another is under way. */
    @Test
    void isNotEndedByTheTimerOfOneThatWasForgotten() {
        rest.begin();
        long forgotten = rest.number();
        rest.forget();
        rest.begin();

        assertThat(rest.end(forgotten)).isFalse();

        assertThat(rest.isUnderWay()).isTrue();
    }

    @Test
    void doesNotShrinkWhereTheFirstIsLonger() {
        Rest longer = new Rest(Duration.ofMinutes(3));

        assertThat(Stream.generate(longer::begin).limit(2))
                .containsExactly(Duration.ofMinutes(3), Duration.ofMinutes(3));
    }
}
