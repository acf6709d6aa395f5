package io.papertrader.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DueTimesTest {
    private static final long FROM = 5_000_000_000L;

    @Test
    void beginsAtOnceAndGoesOnAtItsRate() {
        DueTimes times = new DueTimes(FROM, 1_000);

        assertThat(times.dueNanos(0)).isEqualTo(FROM);
        assertThat(times.dueNanos(1)).isEqualTo(FROM + 1_000_000);
        assertThat(times.dueNanos(2)).isEqualTo(FROM + 2_000_000);
    }

    @Test
    void addsNoRoundingUp() {
        DueTimes times = new DueTimes(FROM, 3);

        assertThat(times.dueNanos(3_000_000)).isCloseTo(FROM + 1_000_000 * 1_000_000_000L, within(1_000L));
    }

    @Test
    void refusesARateThatMakesNothingDue() {
        assertThatThrownBy(() -> new DueTimes(FROM, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DueTimes(FROM, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
