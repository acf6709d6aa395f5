package io.papertrader.master.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.UserName;
import io.papertrader.market.Command;
import io.papertrader.market.Command.OfPortfolio;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.Progress;
import io.papertrader.market.Remedy;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.LostLeadership;
import io.papertrader.node.Ticks;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keeps the run of this lead: begins it when somebody wants one, ends it with the lead or when a batch of it cannot be
 * written, and gives what had no answer to the next.
 *
 * <pre>
 *   none --a visit--&gt; reading --&gt; run --lead lost, defect--&gt; none: who has no answer hears so
 *                        ^          |
 *                        +----------+ an event cannot be booked: again with its {@link Remedy}
 *                                     another failure: again without the batch's commands, after a pause, or at
 *                                     once where the lead is lost
 * </pre>
 */
@ApplicationScoped
class RunKeeper implements Run.Home {
    private static final Logger LOG = Logger.getLogger(RunKeeper.class);

    /** Without one, a journal that is away would be read without end. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(1);

    private final Leadership leadership;
    private final Journal journal;
    private final MarketReader markets;
    private final News news;
    private final ActionNews actionNews;
    private final SteadyTime time;
    private final Counter readings;
    private final Ticks ticks;
    private final Run.Limits limits;
    private final Duration pauseAfterFailure;
    private final Remedies remedies;
    private final ExecutorService turns;

    private final Visits visits = new Visits();
    private Optional<Run> run = Optional.empty();
    private boolean isReading;
    private long epoch;

    RunKeeper(
            Leadership leadership,
            Journal journal,
            MarketReader markets,
            News news,
            ActionNews actionNews,
            InstantSource time,
            Ticks ticks,
            SequencerConfig config,
            MeterRegistry metrics) {
        this.leadership = leadership;
        this.journal = journal;
        this.markets = markets;
        this.news = news;
        this.actionNews = actionNews;
        this.time = new SteadyTime(time);
        this.readings = metrics.counter("papertrader.market.readings");
        this.ticks = ticks;
        this.limits = new Run.Limits(
                config.batchSize(),
                config.sliceSize(),
                config.sliceTime(),
                config.portfoliosInMemory(),
                config.ordersInMemory());
        this.pauseAfterFailure = Collections.max(List.of(LEAST_PAUSE, config.pauseAfterFailure()));
        this.remedies = new Remedies(ticks, pauseAfterFailure);
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
                        visits.addUntilCleared(visit);
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
                if (!visits.isEmpty()) {
                    begin(List.of(), pauseAfterFailure);
                }
            }
        });
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public long nanos() {
        return ticks.nanos();
    }

    @Override
    public boolean rests() {
        return remedies.isRest();
    }

    @Override
    public void checkBookable(PortfolioId portfolio) {
        remedies.checkBookable(portfolio);
    }

    @Override
    public void leftOut(PortfolioId portfolio, Progress progress, RuntimeException why) {
        news.leftOut(portfolio, progress, why);
    }

    private void admit(Visit visit) {
        if (run.isPresent() && epoch == leadership.epoch()) {
            visit.work().accept(run.get());
        } else {
            visits.add(visit);
            endRun(new LostLeadership());
            begin(List.of(), Duration.ZERO);
        }
    }

    private void endRun(Throwable why) {
        run.ifPresent(over -> over.end().forEach(step -> step.fail(why)));
        run = Optional.empty();
    }

    /** Reads when no write of the run before is on its way any more. */
    private void begin(List<OfPortfolio> replacements, Duration pause) {
        if (isReading) {
            return;
        }
        isReading = true;
        if (epoch != leadership.epoch()) {
            remedies.forget();
        }
        List<Command> first = new ArrayList<>(remedies.first());
        first.addAll(replacements);
        epoch = leadership.epoch();
        readings.increment();
        after(pause)
                .flatMap(waited -> journal.appended())
                .flatMap(alone -> markets.read(journal, this, limits, portfolios(replacements)))
                .subscribe()
                .with(read -> onTurn(() -> begun(read, first)), failure -> onTurn(() -> unread(failure)));
    }

    private static List<PortfolioId> portfolios(List<OfPortfolio> replacements) {
        return replacements.stream().map(OfPortfolio::portfolio).toList();
    }

    private static Uni<Void> after(Duration pause) {
        Uni<Void> now = Uni.createFrom().voidItem();
        return pause.isZero() ? now : now.onItem().delayIt().by(pause);
    }

    private void begun(Run begun, List<Command> first) {
        isReading = false;
        run = Optional.of(begun);
        time.believe(begun.latestValue());
        try {
            begun.begin(first);
        } catch (RuntimeException defect) {
            unread(defect);
            throw defect;
        }
        visits.letIn(this::admit);
        visits.letInUntilCleared(this::admitWhenCleared);
    }

    private void unread(Throwable failure) {
        isReading = false;
        visits.fail(failure);
    }

    @Override
    public void committed(Batch batch, Function<PortfolioId, UserName> owner) {
        news.tell(batch.all(OrderEnded.class), owner);
        actionNews.tell(batch.all(PartTaken.class), owner);
        remedies.committed(batch);
        if (batch.isEndOfSlices()) {
            visits.letInUntilCleared(visit -> visit.work().accept(run.orElseThrow()));
        }
    }

    @Override
    public void broken(Batch batch, Throwable failure) {
        LOG.error("A batch could not be written; the market is read anew", failure);
        batch.steps().forEach(step -> step.fail(failure));
        // Without the lead there is nothing to wait for: who has no answer hears so at once.
        goOn(without(batch.steps()), List.of(), leadership.isHeld() ? pauseAfterFailure : Duration.ZERO);
    }

    /** Somebody who waits for it hears of its failure, unless it is something that others wait for too. */
    @Override
    public void unbookable(Batch.Written written, Throwable failure) {
        LOG.errorf(failure, "An event cannot be booked: %s", written.event());
        Step step = written.step();
        switch (Remedy.of(step.decidedAt(now()), step.isAwaited(), written.event(), now())) {
            case Remedy.Replace(OfPortfolio by) -> goOn(List.of(), List.of(by));
            case Remedy.PassOverPart(Command.PassOver passing) -> {
                remedies.passOver(passing);
                goOn(List.of(), List.of());
            }
            case Remedy.LeaveOut(PortfolioId portfolio) -> {
                remedies.leaveOut(portfolio, failure);
                goOn(List.of(), List.of());
            }
            case Remedy.TryLater() -> {
                rest(remedies.beginRest(), remedies.lastRest());
                goOn(List.of(), List.of());
            }
            case Remedy.Fail() -> {
                step.fail(failure);
                goOn(List.of(step), List.of());
            }
        }
    }

    private void goOn(List<Step> answered, List<OfPortfolio> first) {
        goOn(without(answered), first, Duration.ZERO);
    }

    private void rest(Duration pause, long number) {
        after(pause)
                .subscribe()
                .with(rested -> onTurn(() -> {
                    if (remedies.endRest(number)) {
                        run.ifPresent(now -> now.goOn(List.of()));
                    }
                }));
    }

    /** Ends the run; gives its steps that have no answer, but for these. */
    private List<Step> without(List<Step> answered) {
        List<Step> again = run.orElseThrow().end();
        run = Optional.empty();
        return again.stream().filter(step -> !answered.contains(step)).toList();
    }

    /** An update fails: in the next run the last number of its mark may be that of a later order. */
    private void goOn(List<Step> again, List<OfPortfolio> first, Duration pause) {
        List<Step> ofAnyRun = new ArrayList<>();
        for (Step step : again) {
            if (step.beside() instanceof Beside.Bars) {
                step.fail(new ReadAnew());
            } else {
                ofAnyRun.add(step);
            }
        }
        visits.addFirst(ofAnyRun);
        begin(first, pause);
    }
}
