package io.papertrader.market.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
    private static final CurrencyCode USD = new CurrencyCode("USD");
    private static final AssetSymbol KO = new AssetSymbol("KO");

    @ParameterizedTest(name = "{0} and {1} units of a percent on {2} are {3}")
    @CsvSource({
        "0,0,100,0",
        "1.5,0,100,1.5",
        "1,100000000,60,1.6",
        "0,50000000,0.000001,0",
        "0,50000000,0.000003,0.00000002",
        "0,50000000,0.000005,0.00000002"
    })
    void takesAFixedFeeAndAShareHalfEven(String fixed, long percent, String gross, String fee) {
        FeeRule rule = new FeeRule(Money.of(fixed), new Percent(percent));

        assertThat(rule.on(Money.of(gross))).isEqualTo(Money.of(fee));
    }

    @Test
    void takesNoNegativeFee() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FeeRule(Money.of("-1"), new Percent(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new FeeRule(Money.ZERO, new Percent(-1)));
    }

    @Test
    void throwsBeyondAllMoney() {
        FeeRule rule = new FeeRule(new Money(Long.MAX_VALUE), new Percent(100_000_000));

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> rule.on(Money.of("100")));
    }

    @Test
    void lowersTheCostOfAPositionInProportion() {
        Position position = Position.NONE.buy(Quantity.of("3"), Money.of("10"));

        Position left = position.sell(Quantity.of("1"));

        assertThat(left).isEqualTo(new Position(Quantity.of("2"), Money.of("6.66666667")));
        assertThat(left.sell(Quantity.of("2"))).isEqualTo(Position.NONE);
    }

    @Test
    void sellsNoMoreThanIsHeld() {
        Position position = Position.NONE.buy(Quantity.of("3"), Money.of("10"));

        assertThatIllegalArgumentException().isThrownBy(() -> position.sell(Quantity.of("3.00000001")));
    }

    @Test
    void movesAnAmountAboveZeroBetweenTwoBooks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transfer.OfMoney(Book.CASH, Book.MARKET, USD, Money.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transfer.OfMoney(Book.CASH, Book.CASH, USD, Money.of("1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transfer.OfAsset(Book.MARKET, Book.HOLDING, KO, Quantity.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Transfer.OfAsset(Book.HOLDING, Book.HOLDING, KO, Quantity.of("1")));
    }
}
