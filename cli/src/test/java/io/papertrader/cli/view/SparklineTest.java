package io.papertrader.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.vocabulary.Money;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void drawsFromTheLowestToTheHighest() {
        List<Money> values =
                Stream.of("1", "2", "3", "4", "5", "6", "7", "8").map(Money::of).toList();

        assertThat(Sparkline.of(values, true)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(Sparkline.of(values, false)).isEqualTo("_.:-=+*#");
    }

    @Test
    void drawsWhatDoesNotChangeInTheMiddle() {
        assertThat(Sparkline.of(List.of(Money.of("5"), Money.of("5")), true)).isEqualTo("▅▅");
        assertThat(Sparkline.of(List.of(), true)).isEmpty();
    }
}
