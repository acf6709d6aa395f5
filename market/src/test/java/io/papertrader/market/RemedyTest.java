package io.papertrader.market;

import static io.papertrader.market.Trader.ANN;
import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.NEXT;
import static io.papertrader.market.Trader.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command.ActSlice;
import io.papertrader.market.Command.CancelOrder;
import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.Command.SkipPart;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.OrderCancelled;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.OrderSetAside;
import io.papertrader.market.MarketEvent.PartMissed;
import io.papertrader.market.MarketEvent.PartPassedOver;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.MarketEvent.Recorded;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.Part;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The way on from an event that cannot be booked, which never leads to the same event again and again. */
class RemedyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T09:00:00Z");
    private static final Order ORDER =
            new Order(1, ANN, id(1), new Trade(Side.BUY, KO, Quantity.of("1"), NEXT), Money.of("10"), NOW, NOW);
    private static final OrderExpired EXPIRED = new OrderExpired(ORDER, 1, ExpiryReason.SPLIT, NOW);
    private static final SetOrderAside ASIDE = new SetOrderAside(ANN, id(1), Remedy.UNBOOKABLE, NOW);
    private static final SkipPart SKIP = new SkipPart(ANN, 7, Remedy.UNBOOKABLE_PART, NOW);
    private static final ActSlice ACT = new ActSlice(7, 1, NOW);
    private static final Remedy LEAVE_OUT = new Remedy.LeaveOut(ANN);

    @Test
    void setsAnOrderAsideThatASliceEnds() {
        assertThat(forNobody(new ClearSlice(1, 1, NOW), EXPIRED)).isEqualTo(new Remedy.Replace(ASIDE));
    }

    @Test
    void leavesOutAPortfolioWhoseOrderCannotBeSetAside() {
        OrderSetAside aside = new OrderSetAside(ORDER, 1, Remedy.UNBOOKABLE, NOW);

        assertThat(forNobody(ASIDE, aside)).isEqualTo(LEAVE_OUT);
    }

    /** A part that was missed comes first, and ends the order. */
    @Test
    void leavesOutAPortfolioWhoseOrderEndsBeforeItIsSetAside() {
        assertThat(forNobody(ASIDE, EXPIRED)).isEqualTo(LEAVE_OUT);
        assertThat(forNobody(ASIDE, part(""))).isEqualTo(LEAVE_OUT);
        assertThat(forSomebody(EXPIRED)).isEqualTo(LEAVE_OUT);
    }

    @Test
    void skipsAPartAndLeavesOutAPortfolioWhosePartMovesNothing() {
        assertThat(forNobody(ACT, part(""))).isEqualTo(new Remedy.Replace(SKIP));
        assertThat(forNobody(ACT, part(Remedy.UNBOOKABLE_PART))).isEqualTo(LEAVE_OUT);
    }

    @Test
    void passesOverAPartThatCannotEvenBeMissed() {
        assertThat(forNobody(ACT, new PartMissed(7, ANN, NOW)))
                .isEqualTo(new Remedy.PassOverPart(new Command.PassOver(ANN, 7, NOW)));
    }

    /** Nothing else could be decided in its place, and nothing of one portfolio is at fault. */
    @Test
    void restsWhereAnEndCannotBeBooked() {
        assertThat(forNobody(new ClearSlice(1, 1, NOW), new ClearingEnded(1, NOW)))
                .isEqualTo(new Remedy.TryLater());
        assertThat(forNobody(ACT, new ActionEnded(7, NOW))).isEqualTo(new Remedy.TryLater());
        assertThat(forNobody(ACT, new PartPassedOver(7, ANN, NOW))).isEqualTo(new Remedy.TryLater());
    }

    @Test
    void failsACommandThatSomebodyWaitsFor() {
        assertThat(forSomebody(new OrderCancelled(ORDER, 1, NOW))).isEqualTo(new Remedy.Fail());
    }

    private static PartTaken part(String fault) {
        CorporateAction action = new CorporateAction(
                new ActionId("KO/1"), KO, LocalDate.of(2026, 1, 1), new Change.Dividend(Money.of("1")));
        return new PartTaken(7, ANN, Part.nothing(action, Quantity.of("1")), fault, NOW);
    }

    private static Remedy forNobody(Command command, Recorded refused) {
        return Remedy.of(command, false, refused, NOW);
    }

    private static Remedy forSomebody(Recorded refused) {
        return Remedy.of(new CancelOrder(ANN, id(1), NOW), true, refused, NOW);
    }
}
