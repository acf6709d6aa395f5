package io.papertrader.market;

import static io.papertrader.market.Trader.ANN;
import static io.papertrader.market.Trader.FUND;
import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.NEXT;
import static io.papertrader.market.Trader.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.OrderFilled;
import io.papertrader.market.MarketEvent.OrderRejected;
import io.papertrader.market.MarketEvent.OrderSetAside;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.ledger.Position;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClearingTest {
    private static final FeeRule ONE_AND_A_PERCENT = new FeeRule(Money.of("1"), new Percent(100_000_000));

    @Test
    void fillsAPurchaseAtTheNextValueAndSaysHow() {
        Trader trader = Trader.withCash(ONE_AND_A_PERCENT);
        trader.buy(1, "5", KO);

        OrderFilled filled = (OrderFilled) trader.update("KO 12").get(1);

        assertThat(filled.fill().price()).isEqualTo(Money.of("12"));
        assertThat(filled.fill().gross()).isEqualTo(Money.of("60"));
        assertThat(filled.fill().fee()).isEqualTo(Money.of("1.6"));
        assertThat(filled.quote()).isEqualTo(trader.quote("KO 12"));
        assertThat(filled.update()).isEqualTo(2);
        assertThat(filled.feeRule()).hasToString("1 + 1%");
        assertThat(filled.eventNumber()).isEqualTo(1);
        assertThat(trader.ann().cash()).isEqualTo(Money.of("938.4"));
        assertThat(trader.ann().positions()).containsEntry(KO, new Position(Quantity.of("5"), Money.of("61.6")));
    }

    @Test
    void fillsASaleAndKeepsTheAverageCostOfTheRest() {
        Trader trader = Trader.withCash();
        trader.buy(1, "4", KO);
        trader.update("KO 10");
        trader.sell(2, "1", KO);

        trader.update("KO 20");

        assertThat(trader.ann().cash()).isEqualTo(Money.of("980"));
        assertThat(trader.ann().positions()).containsEntry(KO, new Position(Quantity.of("3"), Money.of("30")));
    }

    @Test
    void forgetsAPositionThatIsSoldWhole() {
        Trader trader = Trader.withCash();
        trader.buy(1, "4", KO);
        trader.update("KO 10");
        trader.sell(2, "4", KO);

        trader.update("KO 9");

        assertThat(trader.ann().positions()).isEmpty();
        assertThat(trader.ann().cash()).isEqualTo(Money.of("996"));
    }

    @Test
    void takesNoMoreOfASaleThanItBrings() {
        Trader trader = Trader.withCash(new FeeRule(Money.of("5"), new Percent(0)));
        trader.buy(1, "1", KO);
        trader.update("KO 10");
        trader.sell(2, "1", KO);

        OrderFilled filled = (OrderFilled) trader.update("KO 3").get(1);

        assertThat(filled.fill().fee()).isEqualTo(Money.of("3"));
        assertThat(trader.ann().cash()).isEqualTo(Money.of("985"));
    }

    @Test
    void paysAPurchaseThatBecameDearerFromWhatIsFree() {
        Trader trader = Trader.withCash();
        trader.buy(1, "50", KO);

        assertThat(trader.update("KO 20").get(1)).isInstanceOf(OrderFilled.class);
        assertThat(trader.ann().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void rejectsAPurchaseThatBecameDearerThanWhatOthersLeave() {
        Trader trader = Trader.withCash();
        trader.buy(1, "50", KO);
        trader.place(ANN, 2, limit(Side.BUY, "1", "1"));

        OrderRejected rejected = (OrderRejected) trader.update("KO 20").get(1);

        assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_DEAR);
        assertThat(trader.ann().cash()).isEqualTo(Money.of("1000"));
        assertThat(trader.buy(3, "49.95", KO)).isInstanceOf(OrderAccepted.class);
    }

    @Test
    void leavesALimitUntilTheValueIsWithinIt() {
        Trader trader = Trader.withCash();
        trader.place(ANN, 1, limit(Side.BUY, "2", "9"));

        assertThat(trader.update("KO 9.00000001")).hasSize(2);
        assertThat(trader.ann().openOrders()).hasSize(1);
        OrderFilled filled = (OrderFilled) trader.update("KO 8").get(1);
        assertThat(filled.fill().price()).isEqualTo(Money.of("8"));
    }

    @Test
    void leavesALimitSaleUntilTheValueIsWithinIt() {
        Trader trader = Trader.withCash();
        trader.buy(1, "2", KO);
        trader.update("KO 10");
        trader.place(ANN, 2, limit(Side.SELL, "2", "12"));

        assertThat(trader.update("KO 11.99999999")).hasSize(2);
        assertThat(trader.update("KO 12").get(1)).isInstanceOf(OrderFilled.class);
    }

    @Test
    void rejectsAnOrderThatFillsAtTheNextValueOrNever() {
        Trader trader = Trader.withCash();
        Terms never = new Terms.NextValueOrNever(Money.of("9"));
        trader.place(ANN, 1, new Trade(Side.BUY, KO, Quantity.of("2"), never));

        OrderRejected rejected = (OrderRejected) trader.update("KO 9.5").get(1);

        assertThat(rejected.reason()).isEqualTo(RejectReason.TERMS);
    }

    @Test
    void fillsNothingAtAValueThatWasBegunToBeRetrievedBefore() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);
        long seen = trader.market.lastOrder();
        trader.buy(2, "1", KO);
        trader.now = trader.now.plusSeconds(1);
        trader.market.execute(new UpdateValues(2, seen, List.of(trader.quote("KO 11")), trader.now));

        List<MarketEvent> events = trader.slice(10);

        assertThat(ended(events)).containsExactly(1L);
        assertThat(trader.ann().openOrders()).hasSize(1);
    }

    @Test
    void fillsNothingThatIsAcceptedWhileTheClearingGoesOn() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);
        trader.bring("KO 11");
        trader.buy(2, "1", KO);

        List<MarketEvent> events = trader.slice(10);

        assertThat(ended(events)).containsExactly(1L);
    }

    @Test
    void neverTakesALaterOrderForDueWhateverTheUpdateSays() {
        Trader trader = Trader.withCash();
        trader.now = trader.now.plusSeconds(1);
        trader.market.execute(new UpdateValues(2, 99, List.of(trader.quote("KO 11")), trader.now));
        trader.buy(1, "1", KO);

        assertThat(ended(trader.slice(10))).isEmpty();
    }

    @Test
    void clearsInTheOrderOfStampsOverAllAssetsAndThenOfAcceptance() {
        Trader trader = Trader.withCash();
        trader.update("KO 10", "FUND 10");
        Instant stamp = trader.now;
        place(trader, 1, KO, stamp);
        place(trader, 2, FUND, stamp.minusMillis(5));
        place(trader, 3, KO, stamp);

        assertThat(ended(trader.update("KO 10", "FUND 10"))).containsExactly(2L, 1L, 3L);
    }

    @Test
    void clearsInSlicesWithOtherCommandsBetweenThem() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);
        trader.buy(2, "1", KO);
        trader.buy(3, "1", KO);
        trader.bring("KO 11");

        assertThat(ended(trader.slice(1))).containsExactly(1L);
        trader.setAside(2, "by the owner");
        assertThat(trader.slice(1)).hasSize(2).last().isEqualTo(new ClearingEnded(2, trader.now));
        assertThat(trader.ann().openOrders()).isEmpty();
    }

    @Test
    void endsAClearingWhoseLastOrderIsSetAsideBetweenSlices() {
        Trader trader = Trader.withCash();
        trader.place(ANN, 1, limit(Side.BUY, "1", "1"));
        trader.buy(2, "1", KO);
        trader.bring("KO 11");
        trader.slice(1);
        trader.cancel(1);
        trader.setAside(2, "by the owner");

        assertThat(trader.slice(1)).containsExactly(new ClearingEnded(2, trader.now));
    }

    @Test
    void looksAtNoMoreOrdersThanTheSliceMay() {
        Trader trader = Trader.withCash();
        trader.place(ANN, 1, limit(Side.BUY, "1", "1"));
        trader.place(ANN, 2, limit(Side.BUY, "1", "1"));
        trader.bring("KO 11");

        assertThat(trader.slice(1)).isEmpty();
        assertThat(trader.slice(1)).containsExactly(new ClearingEnded(2, trader.now));
    }

    @Test
    void leavesOrdersWhoseAssetHasNoNewValue() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);

        assertThat(ended(trader.update("FUND 5"))).isEmpty();
        assertThat(ended(trader.update("FUND 5", "KO 5"))).containsExactly(1L);
    }

    @Test
    void endsAnOrderWhoseAssetHasHadNoValueForTooLong() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);
        trader.now = trader.now.plus(Trader.EXPIRE_AFTER).minusSeconds(1);

        assertThat(ended(trader.update("FUND 5"))).isEmpty();
        assertThat(trader.update("FUND 5").get(1)).isInstanceOf(OrderExpired.class);
        assertThat(trader.ann().openOrders()).isEmpty();
    }

    @Test
    void endsNoOrderThatWasAcceptedLately() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);
        trader.now = trader.now.plus(Trader.STALE_AFTER);
        trader.buy(2, "1", KO);
        trader.now = trader.now.plus(Trader.EXPIRE_AFTER).minus(Trader.STALE_AFTER);

        assertThat(ended(trader.update())).containsExactly(1L);
    }

    @Test
    void setsAsideWhatACashBookCannotHoldAndGoesOn() {
        Trader trader = Trader.inNewMarket();
        trader.open(ANN, Trader.USD, "92233720368");
        trader.update("KO 1");
        trader.buy(1, "3", KO);
        trader.update("KO 1");
        trader.sell(2, "2", KO);
        trader.sell(3, "1", KO);

        List<MarketEvent> events = trader.update("KO 2");

        assertThat(events.get(1)).isInstanceOf(OrderSetAside.class);
        assertThat(events.get(2)).isInstanceOf(OrderFilled.class);
        assertThat(trader.ann().positions()).containsEntry(KO, new Position(Quantity.of("2"), Money.of("2")));
        assertThat(trader.ann().openOrders()).isEmpty();
    }

    @Test
    void setsAsideWhatIsBeyondAllMoney() {
        Trader trader = Trader.withCash();
        trader.buy(1, "100", KO);

        List<MarketEvent> events = trader.update("KO 92233720368");

        assertThat(events.get(1)).isInstanceOf(OrderSetAside.class);
        assertThat(trader.ann().cash()).isEqualTo(Money.of("1000"));
    }

    @Test
    void numbersTheEndingsOfAPortfolioWithoutAGap() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);
        trader.buy(2, "1", KO);
        trader.cancel(2);
        trader.buy(3, "1000", KO);

        OrderEnded ended = (OrderEnded) trader.update("KO 10").get(1);

        assertThat(ended.eventNumber()).isEqualTo(2);
        assertThat(trader.ann().lastEvent()).isEqualTo(2);
    }

    @Test
    void refusesASliceOfNothing() {
        Trader trader = Trader.withCash();

        assertThat(((Refused) trader.slice(1).getFirst()).reason()).isEqualTo(RefuseReason.NOT_CLEARING);
        trader.bring("KO 10");
        MarketEvent event = trader.one(new ClearSlice(1, 1, trader.now));
        assertThat(((Refused) event).reason()).isEqualTo(RefuseReason.NOT_CLEARING);
    }

    private static void place(Trader trader, int id, AssetSymbol symbol, Instant stamp) {
        Trade trade = new Trade(Side.BUY, symbol, Quantity.of("1"), NEXT);
        trader.market.execute(new PlaceOrder(ANN, id(id), trade, stamp, trader.now, trader.now));
    }

    private static Trade limit(Side side, String quantity, String price) {
        return new Trade(side, KO, Quantity.of(quantity), new Terms.Limit(Money.of(price)));
    }

    private static List<Long> ended(List<MarketEvent> events) {
        return events.stream()
                .filter(OrderEnded.class::isInstance)
                .map(event -> ((OrderEnded) event).order().number())
                .toList();
    }
}
