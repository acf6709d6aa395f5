package io.papertrader.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseLengthTest {
    private final LeaseLength length = new LeaseLength();

    @Test
    void takesASecondAndMore() {
        assertThat(length.convert("1s")).isEqualTo(Duration.ofSeconds(1));
        assertThat(length.convert("1m")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void refusesOneInWhichTheLeadWouldShowOneSignOfLife() {
        assertThatThrownBy(() -> length.convert("0.9s")).hasMessage("must be a time of at least 1s, not \"0.9s\"");
    }
}
