package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Command;
import io.papertrader.market.Command.CancelOrder;
import io.papertrader.market.Command.OpenPortfolio;
import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.Event;
import io.papertrader.market.Event.OrderEnded;
import io.papertrader.market.Progress;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Trade;
import io.papertrader.market.value.Quote;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.LostLeadership;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Gives the market one command after another, and answers each when what came of it is durable. A market is in memory for one lead:
 * where a batch of it cannot be written, it is read anew and the same commands are decided again. A batch that Postgres refuses for
 * what is in it is halved until the one decision is found that cannot be booked.
 */
@ApplicationScoped
public class Sequencer implements Run.Home {
    private static final Logger LOG = Logger.getLogger(Sequencer.class);
    private static final Duration AFTER_OUTAGE = Duration.ofMillis(500);
    private static final String UNBOOKABLE = "The order could not be booked.";

    private final Leadership leadership;
    private final Journal journal;
    private final MarketReader markets;
    private final News news;
    private final InstantSource time;
    private final SequencerConfig config;
    private final AtomicInteger taken = new AtomicInteger();
    private final ExecutorService turns;

    private final Deque<Visit> waiting = new ArrayDeque<>();
    private final List<UniEmitter<? super Void>> untilCleared = new ArrayList<>();
    private Optional<Run> run = Optional.empty();
    private boolean isStarting;
    private long epoch;
    private int limit;
    private Instant last = Instant.EPOCH;

    /** Somebody who wants a run, and hears where there is none. */
    private record Visit(Consumer<Run> work, Consumer<Throwable> failed) {}

    /**
     * A mark of the time before values are retrieved: what is accepted behind it waits for others.
     *
     * @param lastOrder the number of the last order
     * @param update the number of the last update
     * @param isClearing whether orders may still be due at its values
     */
    public record Mark(long lastOrder, long update, boolean isClearing) {}

    Sequencer(
            Leadership leadership,
            Journal journal,
            MarketReader markets,
            News news,
            InstantSource time,
            SequencerConfig config) {
        this.leadership = leadership;
        this.journal = journal;
        this.markets = markets;
        this.news = news;
        this.time = time;
        this.config = config;
        this.limit = config.batchSize();
        this.turns = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("market").factory());
    }

    /** Reads the market; fails where the journal breaks a law. */
    public Uni<Void> start() {
        return visit(run -> null);
    }

    @PreDestroy
    void stop() {
        turns.shutdown();
    }

    /** Opens a portfolio of this owner; the same again is answered again. */
    public Uni<Event> open(PortfolioId portfolio, UserName owner, CurrencyCode currency, Money cash) {
        return first(at -> new OpenPortfolio(portfolio, currency, cash, at), new Beside.Owner(owner));
    }

    /** Places an order that this worker brought. */
    public Uni<Event> place(
            PortfolioId portfolio, TransactionId id, Trade trade, Instant placedAt, Instant deadline, UUID worker) {
        return first(at -> new PlaceOrder(portfolio, id, trade, placedAt, deadline, at), new Beside.Carrier(worker));
    }

    /** Takes an order back. */
    public Uni<Event> cancel(PortfolioId portfolio, TransactionId id) {
        return first(at -> new CancelOrder(portfolio, id, at), new Beside.Nothing());
    }

    /** The point that the market has come to. */
    public Uni<Mark> mark() {
        return visit(now -> new Mark(
                now.market().lastOrder(),
                now.market().progress().update(),
                now.market().progress() instanceof Progress.Clearing));
    }

    /** Brings the values that were retrieved behind this mark; their clearing begins. */
    public Uni<List<Event>> update(Mark mark, AssetUpdate update) {
        List<Quote> quotes = update.assets().stream()
                .map(asset -> new Quote(asset.symbol(), asset.close(), update.time(), update.source()))
                .toList();
        return submit(at -> new UpdateValues(mark.update() + 1, mark.lastOrder(), quotes, at), new Beside.Bars(update));
    }

    /** Waits until nothing is due any more at the last update's values. */
    public Uni<Void> cleared() {
        return Uni.createFrom()
                .emitter(answer -> onTurn(() -> visit(new Visit(
                        now -> {
                            if (now.isQuiet()) {
                                answer.complete(null);
                            } else {
                                untilCleared.add(answer);
                            }
                        },
                        answer::fail))));
    }

    private Uni<Event> first(Function<Instant, Command> command, Beside beside) {
        return submit(command, beside).map(List::getFirst);
    }

    private Uni<List<Event>> submit(Function<Instant, Command> command, Beside beside) {
        return Uni.createFrom()
                .<List<Event>>emitter(answer -> {
                    if (taken.incrementAndGet() > config.maxWaiting()) {
                        answer.fail(new TooManyWaiting());
                    } else {
                        onTurn(() -> visit(visit(new Step(command, beside, answer))));
                    }
                })
                .onTermination()
                .invoke(taken::decrementAndGet);
    }

    private static Visit visit(Step step) {
        return new Visit(run -> run.take(step), step::fail);
    }

    private <T> Uni<T> visit(Function<Run, T> question) {
        return Uni.createFrom()
                .emitter(answer ->
                        onTurn(() -> visit(new Visit(now -> answer.complete(question.apply(now)), answer::fail))));
    }

    @Override
    public void onTurn(Runnable work) {
        turns.execute(work);
    }

    @Override
    public Instant now() {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last;
        return last;
    }

    private void visit(Visit visit) {
        if (run.isPresent() && epoch == leadership.epoch()) {
            visit.work.accept(run.get());
        } else {
            waiting.add(visit);
            run.ifPresent(old -> old.unanswered().forEach(step -> step.fail(new LostLeadership())));
            run = Optional.empty();
            begin(List.of(), Duration.ZERO);
        }
    }

    private void begin(List<Command> first, Duration pause) {
        if (isStarting) {
            return;
        }
        isStarting = true;
        epoch = leadership.epoch();
        if (epoch == 0) {
            failed(new LostLeadership());
            return;
        }
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(pause.plusNanos(1))
                .flatMap(waited -> markets.read(journal, this, limits(), limit))
                .subscribe()
                .with(read -> onTurn(() -> begun(read, first)), failure -> onTurn(() -> failed(failure)));
    }

    private Run.Limits limits() {
        return new Run.Limits(config.batchSize(), config.sliceSize(), config.portfoliosInMemory());
    }

    private void begun(Run begun, List<Command> first) {
        isStarting = false;
        run = Optional.of(begun);
        begun.begin(first);
        List<Visit> visits = List.copyOf(waiting);
        waiting.clear();
        visits.forEach(this::visit);
    }

    private void failed(Throwable failure) {
        isStarting = false;
        List<Visit> visits = List.copyOf(waiting);
        waiting.clear();
        visits.forEach(visit -> visit.failed.accept(failure));
        untilCleared.forEach(answer -> answer.fail(failure));
        untilCleared.clear();
    }

    @Override
    public void committed(Batch batch, Function<PortfolioId, UserName> owner) {
        news.tell(batch.ended(), owner);
        if (!batch.clearings().isEmpty()) {
            untilCleared.forEach(answer -> answer.complete(null));
            untilCleared.clear();
        }
    }

    @Override
    public void broken(Batch batch, Throwable failure) {
        Run over = run.orElseThrow();
        List<Step> again = over.unanswered();
        run = Optional.empty();
        if (epoch != leadership.epoch()) {
            again.forEach(step -> step.fail(failure));
            failed(failure);
        } else if (!isUnbookable(failure)) {
            LOG.error("A batch could not be written; the market is read anew", failure);
            again.removeAll(batch.steps());
            batch.steps().forEach(step -> step.fail(failure));
            goOn(again, List.of(), AFTER_OUTAGE);
        } else if (over.limit() > 1) {
            limit = Math.max(1, Math.min(over.limit(), batch.size()) / 2);
            goOn(again, List.of(), Duration.ZERO);
        } else {
            again.removeAll(batch.steps());
            batch.steps().forEach(step -> step.fail(failure));
            limit = 1;
            goOn(again, setAside(batch, failure), Duration.ZERO);
        }
    }

    private void goOn(List<Step> again, List<Command> first, Duration pause) {
        again.reversed().forEach(step -> waiting.addFirst(visit(step)));
        begin(first, pause);
    }

    /** The order whose end cannot be booked ends otherwise, so that its asset's others are cleared. */
    private List<Command> setAside(Batch batch, Throwable failure) {
        LOG.errorf(failure, "A decision cannot be booked: %s %s", batch.steps(), batch.ended());
        return batch.steps().isEmpty()
                ? batch.ended().stream()
                        .map(OrderEnded::order)
                        .<Command>map(order -> setAside(order, now()))
                        .toList()
                : List.of();
    }

    private static Command setAside(Order order, Instant now) {
        return new SetOrderAside(order.portfolio(), order.id(), UNBOOKABLE, now);
    }

    /** Whether Postgres refuses for what is in the batch: its data, a rule of the schema, or other rows than the market knows. */
    private static boolean isUnbookable(Throwable failure) {
        return switch (failure) {
            case PgException refusal ->
                refusal.getSqlState() != null
                        && (refusal.getSqlState().startsWith("22")
                                || refusal.getSqlState().startsWith("23")
                                || refusal.getSqlState().startsWith("P0"));
            case BrokenJournal otherRows -> true;
            default -> false;
        };
    }
}
