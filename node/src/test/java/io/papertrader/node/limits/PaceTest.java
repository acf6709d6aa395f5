package io.papertrader.node.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    @Test
    void readsItsText() {
        assertThat(Pace.parse("10 at once, then 1 every 90s")).isEqualTo(new Pace(10, Duration.ofSeconds(90)));
        assertThat(Pace.parse(" 3 at once, then 1 every 20m ")).isEqualTo(new Pace(3, Duration.ofMinutes(20)));
        assertThat(Pace.parse("1 at once, then 1 every 1h")).isEqualTo(new Pace(1, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "0 at once, then 1 every 90s",
                "10 at once, then 1 every 0s",
                "1 at once, then 2 every 1s"
            })
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PaceText().convert(text))
                .withMessage("must be like \"10 at once, then 1 every 90s\" (s, m or h), not \"" + text + "\"");
    }

    @Test
    void refusesWhatLastsForMonths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pace.parse("999999 at once, then 1 every 999999h"))
                .withMessage("must come back in full within 30 days");
    }
}
