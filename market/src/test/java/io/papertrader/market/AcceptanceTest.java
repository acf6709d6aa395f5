package io.papertrader.market;

import static io.papertrader.market.Trader.ANN;
import static io.papertrader.market.Trader.BOB;
import static io.papertrader.market.Trader.FUND;
import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.NEXT;
import static io.papertrader.market.Trader.SAP;
import static io.papertrader.market.Trader.USD;
import static io.papertrader.market.Trader.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderKnown;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AcceptanceTest {
    @Test
    void acceptsAPurchaseAndReservesItsCostAtTheLatestValueWithTheFee() {
        Trader trader = Trader.withCash(new FeeRule(Money.of("1"), new Percent(100_000_000)));

        MarketEvent event = trader.buy(1, "50", KO);

        assertThat(event)
                .isEqualTo(new OrderAccepted(new Order(
                        1,
                        ANN,
                        id(1),
                        new Trade(Side.BUY, KO, Quantity.of("50"), NEXT),
                        Money.of("506"),
                        trader.now,
                        trader.now)));
    }

    @Test
    void acceptsAPurchaseOfAllThatIsFreeAndNotAUnitMore() {
        Trader trader = Trader.withCash();
        trader.buy(1, "60", KO);

        assertRefused(trader.buy(2, "40.00000001", KO), RefuseReason.INSUFFICIENT_FUNDS);
        assertThat(trader.buy(3, "40", KO)).isInstanceOf(OrderAccepted.class);
    }

    @Test
    void saysHowMuchIsMissing() {
        Trader trader = Trader.withCash();
        trader.buy(1, "60", KO);

        Refused refused = (Refused) trader.buy(2, "50", KO);

        assertThat(refused.detail()).isEqualTo("The order takes about 500.00 USD, and 400.00 USD are free to spend.");
    }

    @Test
    void acceptsASaleOfAllThatIsFreeAndNotAUnitMore() {
        Trader trader = holding("5");
        trader.sell(11, "2", KO);

        assertRefused(trader.sell(12, "3.00000001", KO), RefuseReason.INSUFFICIENT_HOLDINGS);
        assertThat(trader.sell(13, "3", KO)).isInstanceOf(OrderAccepted.class);
    }

    @Test
    void reservesALimitPurchaseAtItsLimit() {
        Trader trader = Trader.withCash();

        MarketEvent event = trader.place(ANN, 1, limit(Side.BUY, "3", "8"));

        assertThat(((OrderAccepted) event).order().reserved()).isEqualTo(Money.of("24"));
    }

    @Test
    void answersTheSameOrderAsBefore() {
        Trader trader = Trader.withCash();
        Order order = ((OrderAccepted) trader.buy(1, "5", KO)).order();
        trader.now = trader.now.plusSeconds(5);

        MarketEvent event = trader.buy(1, "5", KO);

        assertThat(((OrderKnown) event).order()).isEqualTo(order);
        assertThat(trader.ann().openOrders()).containsExactly(order);
    }

    @Test
    void answersTheSameOrderAsBeforeWhenItHasEndedAndItsDeadlineHasPassed() {
        Trader trader = Trader.withCash();
        Order order = ((OrderAccepted) trader.buy(1, "5", KO)).order();
        trader.update("KO 11");

        MarketEvent event =
                trader.one(new PlaceOrder(ANN, id(1), order.trade(), trader.now, Instant.EPOCH, trader.now));

        assertThat(((OrderKnown) event).order()).isEqualTo(order);
        assertThat(trader.ann().openOrders()).isEmpty();
    }

    @Test
    void refusesAnotherOrderOfAUsedId() {
        Trader trader = Trader.withCash();
        trader.buy(1, "5", KO);

        assertRefused(trader.buy(1, "6", KO), RefuseReason.ID_USED);
        assertRefused(trader.sell(1, "5", KO), RefuseReason.ID_USED);
        assertRefused(trader.place(ANN, 1, limit(Side.BUY, "5", "10")), RefuseReason.ID_USED);
    }

    @Test
    void takesTheSameIdOfTwoPortfoliosForTwoOrders() {
        Trader trader = Trader.withCash();
        trader.open(BOB, USD, "1000");
        trader.buy(1, "5", KO);

        MarketEvent event = trader.place(BOB, 1, new Trade(Side.BUY, KO, Quantity.of("6"), NEXT));

        assertThat(event).isInstanceOf(OrderAccepted.class);
    }

    @Test
    void acceptsUpToTheDeadlineAndNotAfter() {
        Trader trader = Trader.withCash();
        Trade trade = new Trade(Side.BUY, KO, Quantity.of("1"), NEXT);
        Instant before = trader.now.minusNanos(1);

        assertRefused(
                trader.one(new PlaceOrder(ANN, id(1), trade, before, before, trader.now)),
                RefuseReason.DEADLINE_PASSED);
        assertThat(trader.one(new PlaceOrder(ANN, id(1), trade, before, trader.now, trader.now)))
                .isInstanceOf(OrderAccepted.class);
    }

    @Test
    void refusesAnAssetThatIsNotListedOrInAnotherCurrency() {
        Trader trader = Trader.withCash();

        assertRefused(trader.buy(1, "1", new AssetSymbol("NONE")), RefuseReason.UNKNOWN_ASSET);
        assertRefused(trader.buy(2, "1", SAP), RefuseReason.OTHER_CURRENCY);
    }

    @Test
    void refusesOnAValueThatIsStaleOrMissing() {
        Trader trader = Trader.withCash();
        trader.now = trader.now.plus(Trader.STALE_AFTER);

        assertThat(trader.buy(1, "1", KO)).isInstanceOf(OrderAccepted.class);
        trader.now = trader.now.plusNanos(1);
        assertRefused(trader.buy(2, "1", KO), RefuseReason.STALE_VALUE);
        assertRefused(trader.buy(3, "1", FUND), RefuseReason.STALE_VALUE);
    }

    @Test
    void refusesWhatIsWorthNothing() {
        Trader trader = Trader.withCash();
        trader.update("FUND 0.5");

        assertRefused(trader.buy(1, "0", KO), RefuseReason.TOO_SMALL);
        assertRefused(trader.buy(2, "0.00000001", FUND), RefuseReason.TOO_SMALL);
    }

    @Test
    void refusesWhatIsBeyondAllMoney() {
        Trader trader = Trader.withCash();

        assertRefused(trader.buy(1, "92233720368", KO), RefuseReason.INSUFFICIENT_FUNDS);
        assertRefused(trader.sell(2, "92233720368", KO), RefuseReason.INSUFFICIENT_HOLDINGS);
    }

    @Test
    void refusesMoreOpenOrdersThanAPortfolioMayHave() {
        Trader trader = Trader.withCash();
        for (int id = 1; id <= Trader.MAX_OPEN; id++) {
            trader.buy(id, "1", KO);
        }

        assertRefused(trader.buy(4, "1", KO), RefuseReason.TOO_MANY_OPEN_ORDERS);
        trader.cancel(1);
        assertThat(trader.buy(4, "1", KO)).isInstanceOf(OrderAccepted.class);
    }

    @Test
    void refusesWhereThereIsNoPortfolio() {
        Trader trader = Trader.withCash();
        trader.market.recall(new Recall.NoPortfolio(BOB), trader.market.position());

        MarketEvent event = trader.place(BOB, 1, new Trade(Side.BUY, KO, Quantity.of("1"), NEXT));

        assertRefused(event, RefuseReason.UNKNOWN_PORTFOLIO);
    }

    @Test
    void givesTheFirstOfSeveralReasons() {
        Trader trader = Trader.withCash();
        Trade trade = new Trade(Side.BUY, new AssetSymbol("NONE"), Quantity.ZERO, NEXT);

        MarketEvent event = trader.one(new PlaceOrder(ANN, id(1), trade, trader.now, Instant.EPOCH, trader.now));

        assertRefused(event, RefuseReason.DEADLINE_PASSED);
    }

    @Test
    void changesNothingByARefusal() {
        Trader trader = Trader.withCash();
        PortfolioState before = trader.ann();
        long position = trader.market.position();

        trader.buy(1, "1000", KO);

        assertThat(trader.ann()).isEqualTo(before);
        assertThat(trader.market.position()).isEqualTo(position);
        assertThat(trader.market.lastOrder()).isZero();
    }

    @Test
    void isNotAskedWithoutThePortfolio() {
        Trader trader = Trader.withCash();

        assertThatIllegalStateException()
                .isThrownBy(() -> trader.place(BOB, 1, limit(Side.BUY, "1", "1")))
                .withMessageContaining("has to be recalled first");
    }

    private static Trader holding(String quantity) {
        Trader trader = Trader.withCash();
        trader.buy(10, quantity, KO);
        trader.update("KO 10");
        return trader;
    }

    private static Trade limit(Side side, String quantity, String price) {
        return new Trade(side, KO, Quantity.of(quantity), new Terms.Limit(Money.of(price)));
    }

    private static void assertRefused(MarketEvent event, RefuseReason reason) {
        assertThat(event)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
