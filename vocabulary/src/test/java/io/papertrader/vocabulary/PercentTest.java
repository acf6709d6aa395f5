package io.papertrader.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PercentTest {
    @Test
    void givesPercentOfAWhole() {
        assertThat(Percent.of(Money.of("1"), Money.of("3"))).hasToString("33.33333333");
        assertThat(Percent.of(Money.of("-1"), Money.of("4"))).hasToString("-25");
        assertThat(Percent.of(Money.of("1"), Money.ZERO)).isEqualTo(new Percent(0));
    }
}
