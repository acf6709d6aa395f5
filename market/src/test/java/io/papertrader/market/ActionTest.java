package io.papertrader.market;

import static io.papertrader.market.Trader.ANN;
import static io.papertrader.market.Trader.BOB;
import static io.papertrader.market.Trader.FUND;
import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.NEXT;
import static io.papertrader.market.Trader.SAP;
import static io.papertrader.market.Trader.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.market.Command.ActSlice;
import io.papertrader.market.Command.AnnounceAction;
import io.papertrader.market.Command.PassOver;
import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.MarketEvent.DoneBefore;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.OrderKnown;
import io.papertrader.market.MarketEvent.PartMissed;
import io.papertrader.market.MarketEvent.PartPassedOver;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Corporate actions on what Ann holds; KO stands for any asset. */
class ActionTest {
    private final Trader trader = Trader.withCash();

    /** The ratios and last closes of the real record; what is held keeps its worth. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "AAPL of 2014-06-09, 645.57, 7,     10,    70,         92.22428571",
        "AAPL of 2020-08-31, 499.23, 4,     10,    40,         124.8075",
        "AIG of 2009-07-01,  1.13,   0.05,  250,   12.5,       22.6",
        "USO of 2020-04-29,  2.13,   0.125, 300,   37.5,       17.04",
        "a third,            30,     1/3,   10,    3.33333333, 90"
    })
    void splitsWhatIsHeld(String what, String close, String ratio, String held, String after, String newValue) {
        Trader holder = holding(held, close);

        List<MarketEvent> events = carryOut(holder, split(ratio));

        assertThat(quantity(holder, KO)).isEqualTo(after);
        assertThat(((ActionAnnounced) events.getFirst()).price()).hasToString(newValue);
        assertThat(holder.ann().positions().get(KO).cost())
                .isEqualTo(Money.of(close).times(Quantity.of(held)));
    }

    @Test
    void paysTheRemainderOfASplitInCash() {
        Trader holder = holding("10", "30");
        Money before = holder.ann().cash();

        carryOut(holder, split("1/3"));

        // A third of 0.00000001 at 90.
        assertThat(holder.ann().cash().minus(before)).hasToString("0.0000003");
    }

    @ParameterizedTest(name = "{0} shares at {1} each bring {2}")
    @CsvSource({"100, 0.305, 30.5", "10, 0.82, 8.2", "0.00000001, 0.3, 0"})
    void paysADividendOnWhatIsHeld(String held, String perShare, String paid) {
        Trader holder = holding(held, "10");
        Money before = holder.ann().cash();

        List<MarketEvent> events = carryOut(holder, dividend(perShare));

        assertThat(holder.ann().cash().minus(before)).hasToString(paid);
        assertThat(quantity(holder, KO)).isEqualTo(held);
        assertThat(events).hasSize(3);
    }

    /** Held at the close before the day: a purchase that fills at the day's first value comes behind, a sale too. */
    @Test
    void paysNothingOnWhatIsBoughtAtTheFirstValueOfTheDay() {
        trader.buy(1, "5", KO);

        List<MarketEvent> events = carryOut(trader, dividend("1"));
        trader.update("KO 9");

        assertThat(events).hasSize(2);
        assertThat(quantity(trader, KO)).isEqualTo("5");
        assertThat(trader.ann().cash()).hasToString("955");
    }

    @Test
    void paysOnWhatIsStillOfferedForSale() {
        Trader holder = holding("10", "10");
        holder.sell(2, "10", KO);

        carryOut(holder, dividend("1"));
        holder.update("KO 9");

        assertThat(holder.ann().cash()).hasToString("1100");
    }

    @Test
    void carriesAnActionOutOnce() {
        Trader holder = holding("10", "10");
        carryOut(holder, split("7"));

        MarketEvent again = holder.one(new AnnounceAction(action(split("7")), holder.now));

        assertThat(again).isInstanceOf(DoneBefore.class);
        assertThat(quantity(holder, KO)).isEqualTo("70");
    }

    @Test
    void knowsAnActionOfBeforeMemoryBegan() {
        AnnounceAction command = new AnnounceAction(action(split("7")), trader.now);
        assertThat(trader.market.needs(command))
                .isEqualTo(new Need.OfAction(command.action().id()));
        trader.market.recall(new Recall.OfAction(command.action().id(), true), trader.market.position());

        assertThat(trader.one(command)).isInstanceOf(DoneBefore.class);
    }

    @Test
    void endsOpenOrdersOfSharesThatAreOthersAfterwards() {
        Trader holder = holding("10", "10");
        holder.place(ANN, 2, new Trade(Side.SELL, KO, Quantity.of("4"), new Terms.Limit(Money.of("20"))));
        holder.place(ANN, 3, new Trade(Side.BUY, KO, Quantity.of("4"), new Terms.Limit(Money.of("5"))));

        List<MarketEvent> events = carryOut(holder, split("2"));

        assertThat(events)
                .filteredOn(OrderExpired.class::isInstance)
                .extracting(event -> ((OrderExpired) event).reason())
                .containsExactly(ExpiryReason.SPLIT, ExpiryReason.SPLIT);
        assertThat(holder.ann().openOrders()).isEmpty();
        assertThat(holder.market.waiting()).isEmpty();
    }

    @Test
    void leavesOrdersOpenWhereADividendIsPaid() {
        Trader holder = holding("10", "10");
        holder.sell(2, "4", KO);

        carryOut(holder, dividend("1"));

        assertThat(holder.ann().openOrders()).hasSize(1);
    }

    @Test
    void refusesOrdersUntilThereIsAValueOfTheNewShares() {
        Trader holder = holding("10", "10");
        carryOut(holder, split("2"));

        MarketEvent early = holder.sell(2, "20", KO);
        holder.update("KO 5");
        MarketEvent later = holder.sell(3, "20", KO);

        assertThat(early)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefuseReason.STALE_VALUE));
        assertThat(later).isInstanceOf(MarketEvent.OrderAccepted.class);
    }

    @Test
    void movesWhatIsHeldToItsNewSymbol() {
        Trader holder = holding("10", "10");
        holder.update("KO 10", "FUND 20");
        holder.buy(2, "1", FUND);
        holder.update("FUND 20");

        carryOut(holder, new Change.Renaming(FUND));

        assertThat(holder.ann().positions()).containsOnlyKeys(FUND);
        assertThat(quantity(holder, FUND)).isEqualTo("11");
        assertThat(holder.ann().positions().get(FUND).cost()).hasToString("120");
    }

    @Test
    void refusesASymbolThatNobodyCouldTrade() {
        MarketEvent unlisted = announce(trader, new Change.Renaming(new AssetSymbol("NEW")));
        MarketEvent foreign = announce(trader, new Change.Renaming(SAP));

        assertThat(((Refused) unlisted).reason()).isEqualTo(RefuseReason.UNKNOWN_ASSET);
        assertThat(((Refused) foreign).reason()).isEqualTo(RefuseReason.OTHER_CURRENCY);
    }

    @ParameterizedTest(name = "paid {0}: cash of {1}")
    @CsvSource({"3.5, 1035", "0, 1000", ", 1100"})
    void paysOutWhatIsDelisted(String perShare, String cash) {
        Trader holder = holding("10", "10");

        carryOut(holder, new Change.Delisting(Optional.ofNullable(perShare).map(Money::of)));

        assertThat(holder.ann().positions()).isEmpty();
        assertThat(holder.ann().cash()).hasToString(cash);
    }

    @Test
    void comesToEachPortfolioOnceAlsoWhereAnotherMarketGoesOn() {
        Trader holder = holding("10", "10");
        holder.open(BOB, USD, "1000");
        holder.place(BOB, 9, new Trade(Side.BUY, KO, Quantity.of("3"), NEXT));
        holder.update("KO 10");
        announce(holder, split("2"));
        holder.market.recall(new Recall.OfHolders(KO, 0, List.of(ANN, BOB)), holder.market.position());
        assertThat(holder.market.execute(new ActSlice(1, 1, holder.now))).hasSize(1);

        Trader next = Trader.inMarketOf(holder);
        next.market.recall(new Recall.OfPortfolio(holder.market.portfolio(BOB)), 0);
        assertThat(next.market.needs(new ActSlice(1, 1, next.now))).isEqualTo(new Need.OfHolders(KO, ANN.value()));
        next.market.recall(new Recall.OfHolders(KO, ANN.value(), List.of(BOB)), 0);
        List<MarketEvent> events = next.market.execute(new ActSlice(1, 9, next.now));

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        PartTaken.class, part -> assertThat(part.portfolio()).isEqualTo(BOB));
        assertThat(next.market.position(BOB, KO).quantity()).hasToString("6");
    }

    /** Bob cannot be read when the split comes; what he has of it comes before his next order, and once. */
    @Test
    void makesUpForWhatAPortfolioMissed() {
        Trader holder = twoHolders();
        PortfolioState bob = missOfBob(holder, split("2"));
        assertThat(holder.market.recall(new Recall.OfPortfolio(bob), holder.market.position() - 3))
                .as("a reading that began before he missed it")
                .isFalse();

        holder.market.recall(new Recall.OfPortfolio(bob), holder.market.position());
        List<MarketEvent> events = holder.market.execute(new Command.CancelOrder(BOB, Trader.id(99), holder.now));

        assertThat(events).hasSize(3);
        assertThat(events.getFirst()).isInstanceOf(OrderExpired.class);
        assertThat(events.get(1)).isInstanceOf(PartTaken.class);
        assertThat(events.getLast()).isInstanceOf(Refused.class);
        assertThat(holder.market.position(BOB, KO).quantity()).hasToString("6");
        assertThat(holder.market.execute(new Command.CancelOrder(BOB, Trader.id(99), holder.now)))
                .hasSize(1);
    }

    @Test
    void bringsWhatAPortfolioMissedThoughItsOwnerDoesNotCome() {
        Trader holder = twoHolders();
        PortfolioState bob = missOfBob(holder, dividend("1"));
        Command take = new Command.TakeMissedParts(BOB, holder.now);
        assertThat(holder.market.needs(take)).isEqualTo(new Need.OfPortfolio(BOB));
        holder.market.recall(new Recall.OfPortfolio(bob), holder.market.position());

        assertThat(holder.market.execute(take)).singleElement().isInstanceOf(PartTaken.class);
        assertThat(holder.market.execute(take)).isEmpty();

        assertThat(holder.market.cash(BOB).minus(bob.cash())).hasToString("3");
    }

    @Test
    void makesUpForAllThatAPortfolioMissedBeforeTheNextActionComesToIt() {
        Trader holder = twoHolders();
        PortfolioState bob = missOfBob(holder, split("2"));
        announce(holder, action("KO/2", dividend("1")));
        holder.market.recall(new Recall.OfHolders(KO, 0, List.of(ANN, BOB)), holder.market.position());
        holder.market.recall(new Recall.OfPortfolio(bob), holder.market.position());

        holder.market.execute(new ActSlice(2, 9, holder.now));

        assertThat(holder.market.cash(BOB).minus(bob.cash())).hasToString("6");
    }

    /** More orders end by what is made up than are remembered; the one that is asked for is none of the forgotten. */
    @Test
    void answersAsBeforeThoughMuchEndsByWhatAPortfolioMissed() {
        Trader holder = holding("10", "10");
        holder.open(BOB, USD, "1000");
        Trade bought = new Trade(Side.BUY, KO, Quantity.of("3"), NEXT);
        Trade offered = new Trade(Side.SELL, KO, Quantity.of("1"), NEXT);
        Order ended = ((OrderAccepted) holder.place(BOB, 9, bought)).order();
        holder.update("KO 10");
        IntStream.range(10, 13).forEach(id -> holder.place(BOB, id, offered));
        PortfolioState bob = missOfBob(holder, split("2"));

        holder.market.recall(new Recall.OfPortfolio(bob), holder.market.position());
        holder.market.recall(new Recall.OfOrder(new PastOrder(ended, Ending.FILLED)), holder.market.position());
        assertThat(holder.place(BOB, 9, bought)).isInstanceOf(OrderKnown.class);

        holder.market.evict(BOB, holder.market.position());
        holder.market.recall(new Recall.OfPortfolio(bob), holder.market.position());
        assertThat(holder.place(BOB, 10, offered)).isInstanceOf(OrderKnown.class);
    }

    @Test
    void clearsAPortfolioBehindWhatItMissed() {
        Trader holder = twoHolders();
        PortfolioState bob = missOfBob(holder, dividend("1"));
        holder.bring("KO 11");
        holder.market.recall(new Recall.OfPortfolio(bob), holder.market.position());

        List<MarketEvent> events = holder.slice(10);

        assertThat(events.getFirst()).isInstanceOf(PartTaken.class);
        assertThat(events.get(1)).isInstanceOf(MarketEvent.OrderFilled.class);
        assertThat(holder.market.position(BOB, KO).quantity()).hasToString("2");
    }

    /** Ann holds 10, Bob 3, of which he offers one. */
    private static Trader twoHolders() {
        Trader holder = holding("10", "10");
        holder.open(BOB, USD, "1000");
        holder.place(BOB, 9, new Trade(Side.BUY, KO, Quantity.of("3"), NEXT));
        holder.update("KO 10");
        holder.place(BOB, 10, new Trade(Side.SELL, KO, Quantity.of("1"), NEXT));
        return holder;
    }

    /** Carries it out without Bob; gives him as the journal has him then. */
    private static PortfolioState missOfBob(Trader holder, Change change) {
        PortfolioState bob = holder.market.portfolio(BOB);
        holder.market.evict(BOB, holder.market.position());
        ActionAnnounced announced = (ActionAnnounced) announce(holder, change);
        holder.market.recall(new Recall.OfHolders(KO, 0, List.of(ANN, BOB)), holder.market.position());
        holder.market.leaveOut(BOB);
        List<MarketEvent> events = holder.market.execute(new ActSlice(announced.number(), 9, holder.now));
        assertThat(events.getLast()).isInstanceOf(PartMissed.class);
        holder.market.recall(new Recall.OfHolders(KO, BOB.value(), List.of()), holder.market.position());
        holder.market.execute(new ActSlice(announced.number(), 9, holder.now));
        return new PortfolioState(
                BOB,
                bob.currency(),
                bob.cash(),
                bob.positions(),
                bob.openOrders(),
                bob.lastEvent(),
                bob.highestEnded(),
                List.of(announced));
    }

    /** Nobody can read it, and the journal does not take that it missed its part: the action's own row names it. */
    @Test
    void passesOverAPortfolioThatCannotBeReadAndCannotMissItsPart() {
        Trader holder = holding("10", "10");
        holder.open(BOB, USD, "1000");
        holder.market.evict(BOB, holder.market.position());
        ActionAnnounced announced = (ActionAnnounced) announce(holder, split("2"));
        holder.market.execute(new PassOver(BOB, announced.number(), holder.now));
        holder.market.recall(new Recall.OfHolders(KO, 0, List.of(ANN, BOB)), holder.market.position());
        holder.market.leaveOut(BOB);

        List<MarketEvent> events = holder.market.execute(new ActSlice(announced.number(), 9, holder.now));

        assertThat(events).hasExactlyElementsOfTypes(PartTaken.class, PartPassedOver.class);
        assertThat(slice(holder, announced)).hasExactlyElementsOfTypes(ActionEnded.class);
    }

    private static List<MarketEvent> slice(Trader holder, ActionAnnounced announced) {
        holder.market.recall(new Recall.OfHolders(KO, BOB.value(), List.of()), holder.market.position());
        return holder.market.execute(new ActSlice(announced.number(), 9, holder.now));
    }

    @Test
    void bringsNoValuesBeforeTheActionHasEnded() {
        Trader holder = holding("10", "10");
        announce(holder, split("2"));

        assertThat(holder.bring("KO 5"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefuseReason.STILL_CLEARING));
    }

    /** A part that nobody could hold moves nothing, and stops nobody else. */
    @Test
    void leavesAsItIsWhatWouldBeMoreThanAPortfolioCanHold() {
        Trader holder = holding("10", "10");
        carryOut(holder, split("900000000"));
        holder.update("KO 0.00000001");

        List<MarketEvent> events = carryOut(holder, "KO/second", split("900000000"));

        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        PartTaken.class, part -> assertThat(part.fault()).isNotEmpty());
        assertThat(quantity(holder, KO)).isEqualTo("9000000000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0", "-1", "x", "1/0", "0/1", "1e3", "7 for 1", "0.000000001"})
    void readsNoOtherRatios(String text) {
        assertThatThrownBy(() -> ShareRatio.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"7, 7 for 1", "0.125, 1 for 8", "1.5, 3 for 2", "6/4, 3 for 2", "1/3, 1 for 3", "1000, 1000 for 1"})
    void readsRatios(String text, String told) {
        assertThat(ShareRatio.of(text)).hasToString(told);
    }

    /** Ann holds so much, bought at this value, and has 1000. */
    private static Trader holding(String quantity, String value) {
        Trader holder = Trader.inNewMarket();
        Money cost = Money.of(value).times(Quantity.of(quantity));
        holder.open(ANN, USD, Money.of("1000").plus(cost).toString());
        holder.update("KO " + value);
        holder.buy(1, quantity, KO);
        holder.update("KO " + value);
        return holder;
    }

    private static Change split(String ratio) {
        return new Change.Split(ShareRatio.of(ratio));
    }

    private static Change dividend(String perShare) {
        return new Change.Dividend(Money.of(perShare));
    }

    private static CorporateAction action(Change change) {
        return action("KO/1", change);
    }

    private static CorporateAction action(String id, Change change) {
        return new CorporateAction(new ActionId(id), KO, LocalDate.of(2014, 6, 9), change);
    }

    private static MarketEvent announce(Trader trader, Change change) {
        return announce(trader, action(change));
    }

    private static MarketEvent announce(Trader trader, CorporateAction action) {
        trader.market.recall(new Recall.OfAction(action.id(), false), trader.market.position());
        return trader.one(new AnnounceAction(action, trader.now));
    }

    private static List<MarketEvent> carryOut(Trader trader, Change change) {
        return carryOut(trader, "KO/1", change);
    }

    private static List<MarketEvent> carryOut(Trader trader, String id, Change change) {
        ActionAnnounced begun = (ActionAnnounced) announce(trader, action(id, change));
        ActSlice slice = new ActSlice(begun.number(), 100, trader.now);
        List<MarketEvent> events = new ArrayList<>(List.of(begun));
        while (!(events.getLast() instanceof ActionEnded)) {
            if (trader.market.needs(slice) instanceof Need.OfHolders(AssetSymbol symbol, long after)) {
                List<PortfolioId> next = after == 0 ? List.of(ANN) : List.of();
                trader.market.recall(new Recall.OfHolders(symbol, after, next), trader.market.position());
            }
            events.addAll(trader.market.execute(slice));
        }
        return events;
    }

    private static String quantity(Trader trader, AssetSymbol symbol) {
        return trader.market.position(ANN, symbol).quantity().toString();
    }
}
