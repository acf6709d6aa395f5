package io.papertrader.market.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.ledger.Book;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.ledger.Transfer;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import org.junit.jupiter.api.Test;

class FillTest {
    private static final CurrencyCode USD = new CurrencyCode("USD");
    private static final AssetSymbol KO = new AssetSymbol("KO");
    private static final FeeRule ONE = new FeeRule(Money.of("1"), new Percent(0));

    @Test
    void movesCashAssetAndFeeOfAPurchase() {
        Fill fill = Fill.of(trade(Side.BUY, "2"), Money.of("10"), ONE);

        assertThat(fill.cost()).isEqualTo(Money.of("21"));
        assertThat(fill.transfers(USD))
                .containsExactly(
                        new Transfer.OfMoney(Book.CASH, Book.MARKET, USD, Money.of("20")),
                        new Transfer.OfAsset(Book.MARKET, Book.HOLDING, KO, Quantity.of("2")),
                        new Transfer.OfMoney(Book.CASH, Book.FEES, USD, Money.of("1")));
    }

    @Test
    void movesCashAssetAndFeeOfASale() {
        Fill fill = Fill.of(trade(Side.SELL, "2"), Money.of("10"), ONE);

        assertThat(fill.proceeds()).isEqualTo(Money.of("19"));
        assertThat(fill.transfers(USD))
                .containsExactly(
                        new Transfer.OfMoney(Book.MARKET, Book.CASH, USD, Money.of("20")),
                        new Transfer.OfAsset(Book.HOLDING, Book.MARKET, KO, Quantity.of("2")),
                        new Transfer.OfMoney(Book.CASH, Book.FEES, USD, Money.of("1")));
    }

    @Test
    void movesNoMoneyWhereTheGrossRoundsToNothing() {
        Fill fill = Fill.of(trade(Side.SELL, "0.00000001"), Money.of("0.1"), ONE);

        assertThat(fill.proceeds()).isEqualTo(Money.ZERO);
        assertThat(fill.transfers(USD))
                .containsExactly(new Transfer.OfAsset(Book.HOLDING, Book.MARKET, KO, Quantity.of("0.00000001")));
    }

    private static Trade trade(Side side, String quantity) {
        return new Trade(side, KO, Quantity.of(quantity), new Terms.AtNextValue());
    }
}
