package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command;
import io.papertrader.market.Command.ActSlice;
import io.papertrader.market.Command.CancelOrder;
import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.Command.SkipPart;
import io.papertrader.market.ExpiryReason;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.MarketEvent.OrderCancelled;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.OrderSetAside;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.MarketEvent.Recorded;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.Part;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The way on from an event that cannot be booked, which never leads to the same event again and again. */
class RemedyTest {
    private static final PortfolioId ANN = new PortfolioId(1);
    private static final AssetSymbol KO = new AssetSymbol("KO");
    private static final TransactionId ID = new TransactionId(new UUID(1, 1));
    private static final Instant NOW = Instant.parse("2026-01-01T09:00:00Z");
    private static final Trade ONE_KO = new Trade(Side.BUY, KO, Quantity.of("1"), new Terms.AtNextValue());
    private static final Order ORDER = new Order(1, ANN, ID, ONE_KO, Money.of("10"), NOW, NOW);
    private static final OrderExpired EXPIRED = new OrderExpired(ORDER, 1, ExpiryReason.SPLIT, NOW);
    private static final SetOrderAside ASIDE = new SetOrderAside(ANN, ID, Remedy.UNBOOKABLE, NOW);
    private static final CancelOrder CANCEL = new CancelOrder(ANN, ID, NOW);
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
        ActSlice slice = new ActSlice(7, 1, NOW);

        assertThat(forNobody(slice, part("")))
                .isEqualTo(new Remedy.Replace(new SkipPart(ANN, 7, Remedy.UNBOOKABLE_PART, NOW)));
        assertThat(forNobody(slice, part(Remedy.UNBOOKABLE_PART))).isEqualTo(LEAVE_OUT);
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
        return of(Step.forNobody(command), refused);
    }

    private static Remedy forSomebody(Recorded refused) {
        CompletableFuture<Step> step = new CompletableFuture<>();
        Uni.createFrom()
                .<List<MarketEvent>>emitter(
                        answer -> step.complete(new Step(at -> CANCEL, new Beside.Nothing(), answer)))
                .subscribe()
                .with(answered -> {});
        return of(step.join(), refused);
    }

    private static Remedy of(Step step, Recorded refused) {
        return Remedy.of(new Batch.Written(step, refused, List.of(), List.of(), 1, true), NOW);
    }
}
