package io.papertrader.market;

import static io.papertrader.market.Trader.ANN;
import static io.papertrader.market.Trader.BOB;
import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.NEXT;
import static io.papertrader.market.Trader.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.MarketEvent.DoneBefore;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderCancelled;
import io.papertrader.market.MarketEvent.OrderSetAside;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import org.junit.jupiter.api.Test;

class WithdrawalTest {
    @Test
    void cancelsAnOpenPurchaseAndFreesItsCash() {
        Trader trader = Trader.withCash();
        trader.buy(1, "100", KO);

        MarketEvent event = trader.cancel(1);

        assertThat(event).isInstanceOf(OrderCancelled.class);
        assertThat(trader.buy(2, "100", KO)).isInstanceOf(OrderAccepted.class);
    }

    @Test
    void cancelsAnOpenSaleAndFreesItsHolding() {
        Trader trader = Trader.withCash();
        trader.buy(1, "5", KO);
        trader.update("KO 10");
        trader.sell(2, "5", KO);

        trader.cancel(2);

        assertThat(trader.sell(3, "5", KO)).isInstanceOf(OrderAccepted.class);
    }

    @Test
    void fillsNothingThatWasCancelled() {
        Trader trader = Trader.withCash();
        trader.buy(1, "5", KO);
        trader.cancel(1);

        assertThat(trader.update("KO 10")).hasSize(2);
        assertThat(trader.ann().positions()).isEmpty();
    }

    @Test
    void answersTheSameCancelAsBefore() {
        Trader trader = Trader.withCash();
        trader.buy(1, "5", KO);
        trader.cancel(1);

        assertThat(trader.cancel(1)).isInstanceOf(DoneBefore.class);
    }

    @Test
    void refusesToCancelWhatHasEndedOtherwise() {
        Trader trader = Trader.withCash();
        trader.buy(1, "5", KO);
        trader.update("KO 10");

        assertRefused(trader.cancel(1), RefuseReason.ORDER_ENDED);
    }

    @Test
    void refusesToCancelWhatIsDueAtValuesThatMayBeKnown() {
        Trader trader = Trader.withCash();
        trader.buy(1, "5", KO);
        trader.place(ANN, 2, new Trade(Side.BUY, KO, Quantity.of("5"), new Terms.Limit(Money.of("9"))));
        trader.bring("KO 12");
        trader.buy(3, "5", KO);

        assertRefused(trader.cancel(1), RefuseReason.ORDER_DUE);
        assertThat(trader.cancel(2)).as("it would wait").isInstanceOf(OrderCancelled.class);
        assertThat(trader.cancel(3)).as("it came behind the values").isInstanceOf(OrderCancelled.class);
    }

    @Test
    void refusesToCancelAnothersOrderAsUnknown() {
        Trader trader = Trader.withCash();
        trader.open(BOB, USD, "1000");
        trader.place(BOB, 1, new Trade(Side.BUY, KO, Quantity.of("5"), NEXT));

        assertRefused(trader.cancel(1), RefuseReason.UNKNOWN_ORDER);
    }

    @Test
    void refusesToCancelWhereThereIsNoPortfolio() {
        Trader trader = Trader.inNewMarket();
        trader.market.recall(new Recall.NoPortfolio(ANN), 0);

        assertRefused(trader.cancel(1), RefuseReason.UNKNOWN_PORTFOLIO);
    }

    @Test
    void setsAsideAnOrderThatTheJournalCannotBook() {
        Trader trader = Trader.withCash();
        trader.buy(1, "100", KO);

        MarketEvent event = trader.setAside(1, "a check of the journal failed");

        assertThat(((OrderSetAside) event).reason()).isEqualTo("a check of the journal failed");
        assertThat(trader.buy(2, "100", KO)).isInstanceOf(OrderAccepted.class);
    }

    private static void assertRefused(MarketEvent event, RefuseReason reason) {
        assertThat(((Refused) event).reason()).isEqualTo(reason);
    }
}
