package io.papertrader.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseLengthTest {
    private final LeaseLength length = new LeaseLength();

    @Test
    void takesASecondAndMoreUpToAnHour() {
        assertThat(length.convert("1s")).isEqualTo(Duration.ofSeconds(1));
        assertThat(length.convert("1m")).isEqualTo(Duration.ofMinutes(1));
        assertThat(length.convert("1h")).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void refusesOneInWhichTheLeadWouldShowOneSignOfLife() {
        assertThatThrownBy(() -> length.convert("0.9s")).hasMessage("must be a time from 1s to 1h, not \"0.9s\"");
    }

    @Test
    void refusesOneThatNobodyWouldWaitFor() {
        assertThatThrownBy(() -> length.convert("3601s")).hasMessage("must be a time from 1s to 1h, not \"3601s\"");
    }
}
