package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Command.OfPortfolio;
import io.papertrader.market.Command.SetOrderAside;
import io.papertrader.market.Command.SkipPart;
import io.papertrader.market.Event.OrderEnded;
import io.papertrader.market.Progress;
import io.papertrader.market.order.Order;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.LostLeadership;
import io.papertrader.node.Ticks;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
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
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps the run of this lead: begins it when somebody wants one, ends it with the lead or when a batch of it cannot be written, and
 * gives what had no answer to the next. A batch that Postgres refuses for what is in it is halved until the one decision is found
 * that cannot be booked.
 *
 * <pre>
 *   none --a visit--&gt; reading --&gt; run --lead lost, defect--&gt; none: who has no answer hears so
 *                        ^          |
 *                        +----------+ a batch is refused: again in halves, or without what cannot be booked
 *                                     another failure: again after a pause, without the batch's commands
 * </pre>
 */
@ApplicationScoped
class RunKeeper implements Run.Home {
    private static final Logger LOG = Logger.getLogger(RunKeeper.class);
    private static final Duration AFTER_OUTAGE = Duration.ofMillis(500);

    /** A clock that is set back by less stands still for so long, so that no deadline that has passed comes again. */
    private static final Duration SMALL_STEP_BACK = Duration.ofSeconds(5);

    /** Classes of Postgres's errors: data, constraints, what a function raises. */
    private static final Set<String> OF_CONTENT = Set.of("22", "23", "P0");

    private static final String UNBOOKABLE = "The order could not be booked.";
    private static final String UNBOOKABLE_PART = "It could not be booked.";

    private final Leadership leadership;
    private final Journal journal;
    private final MarketReader markets;
    private final News news;
    private final ActionNews actionNews;
    private final InstantSource time;
    private final Ticks ticks;
    private final Run.Limits limits;
    private final ExecutorService turns;

    private final Deque<Visit> waiting = new ArrayDeque<>();
    private final List<Visit> untilCleared = new ArrayList<>();
    private Optional<Run> run = Optional.empty();
    private boolean isReading;
    private long epoch;
    private int limit;
    private Instant last = Instant.EPOCH;

    RunKeeper(
            Leadership leadership,
            Journal journal,
            MarketReader markets,
            News news,
            ActionNews actionNews,
            InstantSource time,
            Ticks ticks,
            SequencerConfig config) {
        this.leadership = leadership;
        this.journal = journal;
        this.markets = markets;
        this.news = news;
        this.actionNews = actionNews;
        this.time = time;
        this.ticks = ticks;
        this.limits = new Run.Limits(
                config.batchSize(),
                config.sliceSize(),
                config.sliceTime(),
                config.portfoliosInMemory(),
                config.ordersInMemory());
        this.limit = limits.batch();
        this.turns = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("market").factory());
    }

    @PreDestroy
    void stop() {
        turns.shutdown();
    }

    /** Calls when there is a run, from any thread. */
    void visit(Visit visit) {
        onTurn(() -> admit(visit));
    }

    /** Calls when nothing is due any more at the last update's values, and that is durable. */
    void visitWhenCleared(Visit visit) {
        onTurn(() -> admitWhenCleared(visit));
    }

    private void admitWhenCleared(Visit visit) {
        admit(new Visit(
                now -> {
                    if (now.isQuiet()) {
                        visit.work().accept(now);
                    } else {
                        untilCleared.add(visit);
                    }
                },
                visit.failed()));
    }

    @Override
    public void onTurn(Runnable work) {
        turns.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error defect) {
                LOG.error("The market is thrown away and read anew", defect);
                endRun(defect);
                if (!waiting.isEmpty() || !untilCleared.isEmpty()) {
                    begin(List.of(), AFTER_OUTAGE);
                }
            }
        });
    }

    @Override
    public Instant now() {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isAfter(last) || now.isBefore(last.minus(SMALL_STEP_BACK))) {
            last = now;
        }
        return last;
    }

    @Override
    public long nanos() {
        return ticks.nanos();
    }

    @Override
    public void leftOut(PortfolioId portfolio, Progress progress, RuntimeException why) {
        news.leftOut(portfolio, progress, why);
    }

    /** The master before, whose clock may be ahead, was there already. */
    private void believe(Instant past) {
        last = past.isAfter(last) ? past : last;
    }

    private void admit(Visit visit) {
        if (run.isPresent() && epoch == leadership.epoch()) {
            visit.work().accept(run.get());
        } else {
            waiting.add(visit);
            endRun(new LostLeadership());
            begin(List.of(), Duration.ZERO);
        }
    }

    private void endRun(Throwable why) {
        run.ifPresent(over -> over.end().forEach(step -> step.fail(why)));
        run = Optional.empty();
    }

    /** Reads when no write of the run before is on its way any more. */
    private void begin(List<OfPortfolio> first, Duration pause) {
        if (isReading) {
            return;
        }
        isReading = true;
        epoch = leadership.epoch();
        after(pause)
                .flatMap(waited -> journal.appended())
                .flatMap(alone -> markets.read(journal, this, limits, limit, portfolios(first)))
                .subscribe()
                .with(read -> onTurn(() -> begun(read, first)), failure -> onTurn(() -> unread(failure)));
    }

    private static Set<PortfolioId> portfolios(List<OfPortfolio> first) {
        return first.stream().map(OfPortfolio::portfolio).collect(Collectors.toSet());
    }

    private static Uni<Void> after(Duration pause) {
        Uni<Void> now = Uni.createFrom().voidItem();
        return pause.isZero() ? now : now.onItem().delayIt().by(pause);
    }

    private void begun(Run begun, List<OfPortfolio> first) {
        isReading = false;
        run = Optional.of(begun);
        believe(begun.latestValue());
        try {
            begun.begin(first);
        } catch (RuntimeException defect) {
            unread(defect);
            throw defect;
        }
        // Whoever comes behind one that ends the run waits for the next.
        for (int count = waiting.size(); count > 0; count--) {
            admit(waiting.remove());
        }
        List<Visit> visits = List.copyOf(untilCleared);
        untilCleared.clear();
        visits.forEach(this::admitWhenCleared);
    }

    private void unread(Throwable failure) {
        isReading = false;
        List<Visit> visits = new ArrayList<>(waiting);
        visits.addAll(untilCleared);
        waiting.clear();
        untilCleared.clear();
        visits.forEach(visit -> visit.failed().accept(failure));
    }

    @Override
    public void committed(Batch batch, Function<PortfolioId, UserName> owner) {
        news.tell(batch.ended(), owner);
        actionNews.tell(batch.parts(), owner);
        if (batch.isEndOfSlices()) {
            List<Visit> visits = List.copyOf(untilCleared);
            untilCleared.clear();
            visits.forEach(visit -> visit.work().accept(run.orElseThrow()));
        }
    }

    @Override
    public void broken(Batch batch, Throwable failure) {
        Run over = run.orElseThrow();
        List<Step> again = over.end();
        run = Optional.empty();
        if (!isUnbookable(failure)) {
            LOG.error("A batch could not be written; the market is read anew", failure);
            goOn(without(batch, again, failure), List.of(), AFTER_OUTAGE);
        } else if (over.limit() > 1) {
            limit = Math.max(1, Math.min(over.limit(), batch.size()) / 2);
            goOn(again, List.of(), Duration.ZERO);
        } else {
            LOG.errorf(failure, "A decision cannot be booked: %s", batch);
            goOn(without(batch, again, failure), setAside(batch), Duration.ZERO);
        }
    }

    /** Whoever waits for something in this batch hears of its failure. */
    private static List<Step> without(Batch batch, List<Step> steps, Throwable failure) {
        batch.steps().forEach(step -> step.fail(failure));
        return steps.stream().filter(step -> !batch.steps().contains(step)).toList();
    }

    private void goOn(List<Step> again, List<OfPortfolio> first, Duration pause) {
        again.reversed().forEach(step -> waiting.addFirst(Visit.of(step)));
        begin(first, pause);
    }

    /**
     * An order whose end cannot be booked ends otherwise, and a part in a corporate action is left out, so that others
     * go on.
     */
    private List<OfPortfolio> setAside(Batch batch) {
        if (!batch.steps().isEmpty()) {
            return List.of();
        }
        Stream<OfPortfolio> orders =
                batch.ended().stream().map(OrderEnded::order).map(this::setAside);
        Stream<OfPortfolio> parts = batch.parts().stream()
                .map(part -> new SkipPart(part.portfolio(), part.action(), UNBOOKABLE_PART, now()));
        return Stream.concat(orders, parts).toList();
    }

    private OfPortfolio setAside(Order order) {
        return new SetOrderAside(order.portfolio(), order.id(), UNBOOKABLE, now());
    }

    /**
     * True where Postgres refuses because of the batch: its data, a rule of the schema, or other rows than the market
     * knows.
     */
    private static boolean isUnbookable(Throwable failure) {
        return failure instanceof PgException refusal && OF_CONTENT.contains(sqlClass(refusal));
    }

    private static String sqlClass(PgException refusal) {
        return String.valueOf(refusal.getSqlState()).substring(0, 2);
    }
}
