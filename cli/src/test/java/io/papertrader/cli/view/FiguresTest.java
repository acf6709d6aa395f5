package io.papertrader.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void showsAmountsWithTwoDecimals() {
        assertThat(Figures.amount(Money.of("1234567.5"))).isEqualTo("1,234,567.50");
        assertThat(Figures.amount(Money.of("-0.005"))).isEqualTo("0.00");
        assertThat(Figures.amount(new Money(Long.MAX_VALUE))).isEqualTo("92,233,720,368.55");
    }

    @Test
    void showsAsManyDecimalsAsAPriceNeeds() {
        assertThat(Figures.price(Money.of("159.5"))).isEqualTo("159.50");
        assertThat(Figures.price(Money.of("159.0685"))).isEqualTo("159.0685");
        assertThat(Figures.price(Money.of("0.00001234"))).isEqualTo("0.00001234");
    }

    @Test
    void showsChangesWithTheirSign() {
        assertThat(Figures.change(Money.of("100"), Money.of("101.5"))).isEqualTo(Cell.of("+1.50%", Tone.GAIN));
        assertThat(Figures.change(Money.of("100"), Money.of("99"))).isEqualTo(Cell.of("-1.00%", Tone.LOSS));
        assertThat(Figures.change(Money.of("100"), Money.of("100"))).isEqualTo(Cell.of("0.00%"));
        assertThat(Figures.change(Money.of("100000"), Money.of("99999.99"))).isEqualTo(Cell.of("0.00%"));
        assertThat(Figures.gain(Money.of("0.0049"))).isEqualTo(Cell.of("0.00"));
        assertThat(Figures.gain(Money.of("-0.0051"))).isEqualTo(Cell.of("-0.01", Tone.LOSS));
        assertThat(Figures.change(Money.ZERO, Money.of("1"))).isEqualTo(Cell.empty());
    }

    @Test
    void shortensLargeQuantities() {
        assertThat(Figures.compact(Quantity.of("999"))).isEqualTo("999");
        assertThat(Figures.compact(Quantity.of("51608580"))).isEqualTo("51.6M");
        assertThat(Figures.compact(Quantity.of("999999"))).isEqualTo("1M");
    }
}
