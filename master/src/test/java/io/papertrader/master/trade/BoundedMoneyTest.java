package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.vocabulary.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedMoneyTest {
    private final TradeConfig.Amount amount = new TradeConfig.Amount();

    @Test
    void takesWhatIsWithinItsBounds() {
        assertThat(amount.convert("0")).isEqualTo(Money.ZERO);
        assertThat(amount.convert("1000000000")).isEqualTo(Money.of("1000000000"));
        assertThat(new TradeConfig.Share().convert("100")).isEqualTo(Money.of("100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000000000.00000001", "92233720368.54775807", "92233720369", "1e9"})
    void refusesWhatNoAccountCouldBeShownWith(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> amount.convert(value));
    }

    @Test
    void namesItsBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TradeConfig.Share().convert("101"))
                .withMessage("must be at least 0 and at most 100, not 101");
    }
}
