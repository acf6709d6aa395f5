package io.papertrader.market;

import static io.papertrader.market.Trader.ANN;
import static io.papertrader.market.Trader.BOB;
import static io.papertrader.market.Trader.FUND;
import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.NEXT;
import static io.papertrader.market.Trader.USD;
import static io.papertrader.market.Trader.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.market.Command.OpenPortfolio;
import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderFilled;
import io.papertrader.market.MarketEvent.OrderKnown;
import io.papertrader.market.MarketEvent.Recorded;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Portfolios come into memory and go out of it, and a journal's answer is believed or refused. */
class MemoryTest {
    private static final Trade ONE_KO = new Trade(Side.BUY, KO, Quantity.of("1"), NEXT);

    @Test
    void givesTheSameMarketByTheSameEvents() {
        Trader trader = Trader.withCash();
        List<MarketEvent> events = new ArrayList<>();
        events.add(trader.buy(1, "5", KO));
        events.addAll(trader.update("KO 12"));
        events.add(trader.sell(2, "2", KO));
        events.add(trader.buy(3, "1", KO));
        events.add(trader.cancel(3));
        Trader again = Trader.withCash();

        events.forEach(event -> again.market.apply((Recorded) event));

        assertThat(again.ann()).isEqualTo(trader.ann());
        assertThat(again.market.state()).isEqualTo(trader.market.state());
        assertThat(again.market.position()).isEqualTo(trader.market.position());
    }

    @Test
    void needsAPortfolioThatIsNotInMemory() {
        Market market = new Market(Trader.rules(FeeRule.FREE), MarketSnapshot.NEW);
        Trader trader = Trader.withCash();

        assertThat(market.needs(order(trader, 1))).isEqualTo(new Need.OfPortfolio(ANN));
        assertThat(market.needs(new OpenPortfolio(ANN, USD, Money.ZERO, trader.now)))
                .isEqualTo(new Need.OfPortfolio(ANN));
        market.recall(new Recall.OfPortfolio(trader.ann()), 0);
        assertThat(market.needs(order(trader, 1))).isEqualTo(new Need.Nothing());
        assertThat(market.portfolio(ANN)).isEqualTo(trader.ann());
    }

    @Test
    void goesOnWithTheOpenOrdersOfARecalledPortfolio() {
        Trader before = Trader.withCash();
        before.buy(1, "5", KO);
        Trader trader = Trader.inMarketOf(before);
        trader.market.recall(new Recall.OfPortfolio(before.ann()), 0);

        assertThat(trader.buy(2, "95.1", KO)).isInstanceOf(MarketEvent.Refused.class);
        assertThat(trader.update("KO 12").get(1)).isInstanceOf(OrderFilled.class);
    }

    @Test
    void clearsOthersWithoutAPortfolioThatCannotBeRecalled() {
        Trader before = Trader.withCash();
        before.open(BOB, USD, "1000");
        before.buy(1, "1", KO);
        before.place(BOB, 1, ONE_KO);
        Trader trader = Trader.inMarketOf(before);
        trader.market.recall(new Recall.OfPortfolio(before.market.portfolio(BOB)), 0);
        trader.bring("KO 12");

        assertThat(trader.market.missing(2)).containsExactly(ANN);
        trader.market.leaveOut(ANN);

        List<MarketEvent> events = trader.slice(10);
        assertThat(events).hasSize(2);
        assertThat(((OrderFilled) events.getFirst()).order().portfolio()).isEqualTo(BOB);
        assertThat(events.getLast()).isInstanceOf(ClearingEnded.class);
        trader.market.recall(new Recall.OfPortfolio(before.ann()), 0);
        assertThat(trader.update("KO 13").get(1)).isInstanceOf(OrderFilled.class);
    }

    @Test
    void takesOrdersBeforeItKnowsWhoWaits() {
        Trader before = twoBeforeAnUpdate();
        Trader trader = Trader.knowingNobodyWhoWaits(before);
        trader.market.recall(new Recall.OfPortfolio(before.ann()), 0);

        assertThat(trader.buy(2, "1", FUND)).isInstanceOf(OrderAccepted.class);
        trader.cancel(1);
        trader.bring("KO 12", "FUND 12");
        assertThat(trader.market.needs(trader.slice())).isEqualTo(new Need.OfWaiting());
        assertThat(trader.market.missing(10)).isEmpty();
        trader.market.recall(new Recall.OfWaiting(before.market.waiting()), 0);

        assertThat(trader.market.waiting()).isEqualTo(Map.of(KO, Set.of(BOB), FUND, Set.of(ANN)));
    }

    /** The reading does not tell of what happened to somebody who was in memory meanwhile. */
    @Test
    void correctsAReadingOfWhoWaitsByThoseThatWereChangedAndEvictedSince() {
        Trader before = twoBeforeAnUpdate();
        Trader trader = Trader.knowingNobodyWhoWaits(before);
        trader.market.recall(new Recall.OfPortfolio(before.ann()), 0);
        trader.cancel(1);
        trader.buy(2, "1", FUND);
        PortfolioState ann = trader.ann();
        trader.market.evict(ANN, trader.market.position());
        trader.market.recall(new Recall.OfPortfolio(ann), trader.market.position());
        trader.market.evict(ANN, trader.market.position());
        Recall old = new Recall.OfWaiting(before.market.waiting());

        assertThat(trader.market.knowsWhoWaits()).isFalse();
        assertThat(trader.market.recall(old, 0)).isTrue();
        assertThat(trader.market.knowsWhoWaits()).isTrue();
        assertThat(trader.market.recall(old, trader.market.position())).isFalse();
        assertThat(trader.market.waiting()).isEqualTo(Map.of(KO, Set.of(BOB), FUND, Set.of(ANN)));
    }

    /** So many leave memory that it does not remember all of them until it is told who waits. */
    @Test
    void believesNoReadingOfWhoWaitsFromBeforeThoseThatItForgot() {
        Trader trader = Trader.knowingNobodyWhoWaits(Trader.withCash());
        for (int number = 1; number <= 100_001; number++) {
            PortfolioId portfolio = new PortfolioId(number);
            trader.open(portfolio, USD, "1");
            trader.market.evict(portfolio, trader.market.position());
        }

        assertThat(trader.market.recall(new Recall.OfWaiting(Map.of()), 99_999)).isFalse();
        assertThat(trader.market.recall(new Recall.OfWaiting(Map.of()), 100_000))
                .isTrue();
    }

    @Test
    void goesOnWithAClearingThatHadNotEnded() {
        Trader before = Trader.withCash();
        before.buy(1, "1", KO);
        before.buy(2, "1", KO);
        before.bring("KO 12");
        before.slice(1);
        Trader trader = Trader.inMarketOf(before);
        trader.market.recall(new Recall.OfPortfolio(before.ann()), 0);

        List<MarketEvent> events = trader.slice(10);

        assertThat(((OrderFilled) events.getFirst()).order().number()).isEqualTo(2);
        assertThat(events.getLast()).isEqualTo(new ClearingEnded(2, trader.now));
    }

    @Test
    void needsThePortfoliosOfAClearingOneAfterTheOther() {
        Trader before = twoWhoWait();
        Trader trader = Trader.inMarketOf(before);

        assertThat(trader.market.missing(10)).containsExactlyInAnyOrder(ANN, BOB);
        assertThat(trader.market.missing(1)).hasSize(1);
        PortfolioId first = trader.market.missing(1).getFirst();
        assertThat(trader.market.needs(trader.slice())).isEqualTo(new Need.OfPortfolio(first));
        assertThatThrownBy(() -> trader.slice(10)).isInstanceOf(IllegalStateException.class);
        trader.market.recall(new Recall.OfPortfolio(before.market.portfolio(first)), 0);
        assertThat(trader.slice(10))
                .singleElement()
                .satisfies(event ->
                        assertThat(((OrderFilled) event).order().portfolio()).isEqualTo(first));
        PortfolioId second = first.equals(ANN) ? BOB : ANN;
        assertThat(trader.market.needs(trader.slice())).isEqualTo(new Need.OfPortfolio(second));
        trader.market.recall(new Recall.OfPortfolio(before.market.portfolio(second)), 0);
        assertThat(trader.slice(10)).hasSize(2).last().isInstanceOf(ClearingEnded.class);
    }

    @Test
    void needsNoPortfolioOfAnAssetWithoutANewValue() {
        Trader before = twoWhoWait();
        before.slice(10);
        before.place(BOB, 5, new Trade(Side.BUY, FUND, Quantity.of("1"), NEXT));
        Trader trader = Trader.inMarketOf(before);

        trader.bring("KO 12");

        assertThat(trader.market.missing(10)).isEmpty();
        assertThat(trader.slice(10)).singleElement().isInstanceOf(ClearingEnded.class);
    }

    @Test
    void evictsAPortfolioWhoseEventsAreDurable() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);

        assertThat(trader.market.evict(ANN, trader.market.position() - 1)).isFalse();
        assertThat(trader.market.evict(ANN, trader.market.position())).isTrue();
        assertThat(trader.market.isLoaded(ANN)).isFalse();
        assertThat(trader.market.evict(ANN, trader.market.position())).isFalse();
    }

    @Test
    void fillsAnOrderWhosePortfolioWasEvicted() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);
        PortfolioState ann = trader.ann();
        trader.market.evict(ANN, trader.market.position());

        trader.bring("KO 12");
        assertThat(trader.market.needs(trader.slice())).isEqualTo(new Need.OfPortfolio(ANN));
        trader.market.recall(new Recall.OfPortfolio(ann), trader.market.position());

        assertThat(trader.slice(10)).hasSize(2).first().isInstanceOf(OrderFilled.class);
        assertThat(trader.market.waiting()).isEmpty();
    }

    @Test
    void evictsNoPortfolioThatAClearingVisits() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);
        trader.buy(2, "1", KO);
        trader.bring("KO 12");
        trader.slice(1);

        assertThat(trader.market.evict(ANN, trader.market.position())).isFalse();
        trader.slice(10);
        assertThat(trader.market.evict(ANN, trader.market.position())).isTrue();
    }

    @Test
    void believesNoReadingThatIsOlderThanWhatWasEvicted() {
        Trader trader = Trader.withCash();
        PortfolioState old = trader.ann();
        long read = trader.market.position();
        trader.buy(1, "1", KO);
        trader.cancel(1);
        trader.market.evict(ANN, trader.market.position());

        assertThat(trader.market.recall(new Recall.OfPortfolio(old), read)).isFalse();
        assertThat(trader.market.recall(new Recall.NoPortfolio(ANN), read)).isFalse();
        assertThat(trader.market.needs(order(trader, 1))).isEqualTo(new Need.OfPortfolio(ANN));
    }

    @Test
    void keepsAPortfolioThatIsInMemoryWhateverIsRecalled() {
        Trader trader = Trader.withCash();
        PortfolioState old = trader.ann();
        trader.buy(1, "1", KO);

        assertThat(trader.market.recall(new Recall.OfPortfolio(old), trader.market.position()))
                .isFalse();
        assertThat(trader.ann().openOrders()).hasSize(1);
    }

    @Test
    void needsAnOrderThatMayHaveBeenForgotten() {
        Trader trader = withForgottenOrder();

        assertThat(trader.market.needs(order(trader, 1))).isEqualTo(new Need.OfOrder(ANN, id(1)));
        assertThat(trader.market.needs(order(trader, 2))).isEqualTo(new Need.Nothing());
        assertThat(trader.market.needs(order(trader, 0))).isEqualTo(new Need.OfOrder(ANN, id(0)));
    }

    @Test
    void answersAForgottenOrderAsBefore() {
        Trader trader = withForgottenOrder();
        Order order = new Order(1, ANN, id(1), ONE_KO, Money.of("10"), trader.now, trader.now);

        trader.market.recall(new Recall.OfOrder(new PastOrder(order, Ending.CANCELLED)), 0);

        assertThat(trader.place(ANN, 1, ONE_KO)).isInstanceOf(OrderKnown.class);
    }

    @Test
    void acceptsANewOrderWhenTheJournalHasNoneOfItsId() {
        Trader trader = withForgottenOrder();

        trader.market.recall(new Recall.NoOrder(ANN, id(9)), trader.market.position());

        assertThat(trader.place(ANN, 9, ONE_KO)).isInstanceOf(OrderAccepted.class);
    }

    @Test
    void believesNoReadingThatIsOlderThanWhatWasForgotten() {
        Trader trader = Trader.withCash();
        long read = trader.market.position();
        for (int id = 1; id <= Trader.REMEMBERED + 1; id++) {
            trader.place(ANN, id, ONE_KO);
            trader.cancel(id);
        }

        assertThat(trader.market.recall(new Recall.NoOrder(ANN, id(1)), read)).isFalse();
        assertThat(trader.market.needs(order(trader, 1))).isEqualTo(new Need.OfOrder(ANN, id(1)));
    }

    @Test
    void believesNoReadingThatIsOlderThanThePortfolioThatWasRecalledSince() {
        Trader trader = Trader.withCash();
        long read = trader.market.position();
        for (int id = 1; id <= Trader.REMEMBERED + 1; id++) {
            trader.place(ANN, id, ONE_KO);
            trader.cancel(id);
        }
        PortfolioState written = trader.ann();
        trader.market.evict(ANN, trader.market.position());
        trader.market.recall(new Recall.OfPortfolio(written), trader.market.position());

        assertThat(trader.market.recall(new Recall.NoOrder(ANN, id(1)), read)).isFalse();
    }

    @Test
    void believesNoReadingOfAnOrderThatIsInMemoryByNow() {
        Trader trader = withForgottenOrder();
        long read = trader.market.position();
        trader.market.recall(new Recall.NoOrder(ANN, id(9)), read);
        trader.place(ANN, 9, ONE_KO);

        assertThat(trader.market.recall(new Recall.NoOrder(ANN, id(9)), read)).isFalse();
        trader.cancel(9);
        assertThat(trader.market.recall(new Recall.NoOrder(ANN, id(9)), read)).isFalse();
    }

    @Test
    void saysWhichEventBreaksALaw() {
        Trader trader = Trader.withCash();
        OrderAccepted accepted = (OrderAccepted) trader.place(ANN, 1, ONE_KO);

        assertThatThrownBy(() -> trader.market.apply(accepted))
                .isInstanceOf(BrokenLaw.class)
                .hasMessageContaining("numbered without a gap")
                .hasMessageContaining(id(1).toString());
    }

    @Test
    void saysWhichPortfolioHoldsBackMoreThanItHas() {
        Trader trader = Trader.withCash();
        Order order = new Order(1, BOB, id(1), ONE_KO, Money.of("10"), trader.now, trader.now);
        PortfolioState broken = new PortfolioState(
                BOB, USD, Money.of("9"), Map.of(), List.of(order), 0, TransactionId.FIRST, List.of());

        assertThatThrownBy(() -> trader.market.recall(new Recall.OfPortfolio(broken), trader.market.position()))
                .isInstanceOf(BrokenLaw.class)
                .hasMessageContaining("holds back what is not there");
    }

    /** Two with an order in KO each, which has a new value. */
    private static Trader twoWhoWait() {
        Trader trader = twoBeforeAnUpdate();
        trader.bring("KO 12");
        return trader;
    }

    private static Trader twoBeforeAnUpdate() {
        Trader trader = Trader.withCash();
        trader.update("KO 10", "FUND 10");
        trader.buy(1, "1", KO);
        trader.open(BOB, USD, "100");
        trader.place(BOB, 2, ONE_KO);
        return trader;
    }

    private static Trader withForgottenOrder() {
        Trader trader = Trader.withCash();
        for (int id = 1; id <= Trader.REMEMBERED + 1; id++) {
            trader.place(ANN, id, ONE_KO);
            trader.cancel(id);
        }
        return trader;
    }

    private static PlaceOrder order(Trader trader, int id) {
        return new PlaceOrder(ANN, id(id), ONE_KO, trader.now, trader.now, trader.now);
    }
}
