package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Command;
import io.papertrader.market.Command.AnnounceAction;
import io.papertrader.market.Command.CancelOrder;
import io.papertrader.market.Command.CloseMarket;
import io.papertrader.market.Command.ForgetValues;
import io.papertrader.market.Command.HaltMarket;
import io.papertrader.market.Command.OpenMarket;
import io.papertrader.market.Command.OpenPortfolio;
import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.Market;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.Progress;
import io.papertrader.market.Trading;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.order.Trade;
import io.papertrader.market.value.Quote;
import io.papertrader.master.Origin;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.leadership.Statement;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The way to the market: one command after another, each answered when what came of it is durable. */
@ApplicationScoped
public class Sequencer {
    private final RunKeeper keeper;
    private final int maxWaiting;
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * A mark of the time before values are retrieved: what is accepted behind it waits for others.
     *
     * @param lastOrder the number of the last order
     * @param update the number of the last update
     * @param isClearing true where orders may still be due at its values
     * @param trading the state of trading: open, halted or closed
     * @param run the run that these numbers are of: another may give them to other orders
     */
    public record Mark(long lastOrder, long update, boolean isClearing, Trading trading, Object run) {
        /** The same last order, where the market has come to another point meanwhile. */
        public Mark at(Mark now) {
            return new Mark(lastOrder, now.update, now.isClearing, now.trading, run);
        }
    }

    Sequencer(RunKeeper keeper, SequencerConfig config) {
        this.keeper = keeper;
        this.maxWaiting = config.maxWaiting();
    }

    /** Reads the market; fails where the journal breaks a law. */
    public Uni<Void> start() {
        return mark().replaceWithVoid();
    }

    /** Opens a portfolio of this owner; the same again is answered again. */
    public Uni<MarketEvent> open(PortfolioId portfolio, UserName owner, CurrencyCode currency, Money cash) {
        return one(at -> new OpenPortfolio(portfolio, currency, cash, at), new Beside.Owner(owner));
    }

    /** Places an order that a worker brought. */
    public Uni<MarketEvent> place(
            PortfolioId portfolio, TransactionId id, Trade trade, Instant deadline, Origin origin) {
        return one(
                at -> new PlaceOrder(portfolio, id, trade, origin.placedAt(), deadline, at),
                new Beside.Carrier(origin.worker(), origin.stamp()));
    }

    /** Takes an order back. */
    public Uni<MarketEvent> cancel(PortfolioId portfolio, TransactionId id) {
        return one(at -> new CancelOrder(portfolio, id, at), new Beside.Nothing());
    }

    /**
     * Ends when all that was decided up to now is durable; where the market is read anew, when that is decided again.
     */
    public Uni<Void> durable() {
        return Uni.createFrom()
                .<Void>emitter(answer -> keeper.visit(new Visit(run -> run.await(answer), answer::fail)))
                .onFailure()
                .retry()
                .atMost(2);
    }

    /** The point that the market has come to. */
    public Uni<Mark> mark() {
        return Uni.createFrom()
                .emitter(answer -> keeper.visit(new Visit(run -> answer.complete(mark(run)), answer::fail)));
    }

    private static Mark mark(Run run) {
        return new Mark(
                run.market().lastOrder(),
                run.market().progress().update(),
                !(run.market().progress() instanceof Progress.Cleared),
                run.market().trading(),
                run);
    }

    /**
     * Brings the values that were retrieved behind this mark; their clearing begins. Fails where the mark is of another
     * run, or its run ends before they are durable.
     */
    public Uni<List<MarketEvent>> update(Mark mark, AssetUpdate update) {
        List<Quote> quotes = update.samples().stream().map(Sequencer::quote).toList();
        return Uni.createFrom().emitter(answer -> {
            Step step = new Step(
                    at -> new UpdateValues(mark.update() + 1, mark.lastOrder(), quotes, at),
                    new Beside.Bars(update),
                    answer);
            keeper.visit(new Visit(run -> take(step, mark, run), answer::fail));
        });
    }

    private static Quote quote(Sample sample) {
        return new Quote(sample.asset().symbol(), sample.asset().close(), sample.time(), sample.source());
    }

    /**
     * Announces a corporate action, which is then carried out; {@link #cleared} tells when everybody has had their
     * part.
     */
    public Uni<MarketEvent> announce(CorporateAction action) {
        return submit(at -> new AnnounceAction(action, at), new Beside.Nothing())
                .map(List::getFirst);
    }

    /** Values go on after a close, as there are some again. */
    public Uni<Void> openMarket() {
        return submit(OpenMarket::new, new Beside.Nothing()).replaceWithVoid();
    }

    /** Values go on, as somebody wants it; the entry of the audit trail is written with it. */
    public Uni<Void> openMarket(Statement entry) {
        return submit(OpenMarket::new, new Beside.Noted(entry)).replaceWithVoid();
    }

    /** The market's clock stands from now on; the entry of the audit trail is written with it. */
    public Uni<Void> haltMarket(Statement entry) {
        return submit(HaltMarket::new, new Beside.Noted(entry)).replaceWithVoid();
    }

    /** There will be no more values, for this reason. */
    public Uni<Void> closeMarket(String reason) {
        return submit(at -> new CloseMarket(reason, at), new Beside.Nothing()).replaceWithVoid();
    }

    /** The portfolios that have orders which wait, behind a clearing; empty where the market was read anew since. */
    public Uni<Optional<Set<PortfolioId>>> waiting() {
        return Uni.createFrom()
                .emitter(answer ->
                        keeper.visit(new Visit(run -> answer.complete(waiting(run.market())), answer::fail)));
    }

    private static Optional<Set<PortfolioId>> waiting(Market market) {
        return market.knowsWhoWaits()
                ? Optional.of(
                        market.waiting().values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
                : Optional.empty();
    }

    /**
     * Forgets all values, where the market is closed and nobody waits; these are written with it. Fails where it is
     * not.
     */
    public Uni<Void> forgetValues(List<Statement> entries) {
        return submit(ForgetValues::new, new Beside.Noted(entries))
                .map(List::getFirst)
                .invoke(event -> {
                    if (event instanceof MarketEvent.Refused refused) {
                        throw new IllegalStateException(refused.reason().text());
                    }
                })
                .replaceWithVoid();
    }

    private static void take(Step step, Mark mark, Run run) {
        if (mark.run().equals(run)) {
            run.take(step);
        } else {
            step.fail(new ReadAnew());
        }
    }

    /** Waits until nothing is due any more at the last update's values or by a corporate action. */
    public Uni<Void> cleared() {
        return Uni.createFrom()
                .emitter(answer -> keeper.visitWhenCleared(new Visit(run -> answer.complete(null), answer::fail)));
    }

    /** A user's command: so many wait, and no more. */
    private Uni<MarketEvent> one(Function<Instant, Command> command, Beside beside) {
        return Uni.createFrom()
                .deferred(() -> taken.incrementAndGet() > maxWaiting
                        ? Uni.createFrom().failure(new TooManyWaiting())
                        : submit(command, beside).map(List::getLast))
                .onTermination()
                .invoke(taken::decrementAndGet);
    }

    /** The operator's commands, and those of the update, are taken however many wait. */
    private Uni<List<MarketEvent>> submit(Function<Instant, Command> command, Beside beside) {
        return Uni.createFrom().emitter(answer -> keeper.visit(Visit.of(new Step(command, beside, answer))));
    }
}
