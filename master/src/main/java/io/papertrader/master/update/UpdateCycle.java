package io.papertrader.master.update;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.papertrader.market.Trading;
import io.papertrader.master.actions.Actions;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.InTurn;
import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.OnDemand;
import io.papertrader.master.asset.Retrieved;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.journal.Sequencer.Mark;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.LostLeadership;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Every update interval (specification 2.3.4): retrieve values, bring them to the market, wait until the queue is
 * cleared at them, and tell the workers. The values of a failed update are retrieved again with the next.
 */
@ApplicationScoped
public class UpdateCycle implements OnDemand {
    private static final Logger LOG = Logger.getLogger(UpdateCycle.class);

    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final Duration QUIET = Duration.ofHours(1);

    /** The longest time that a question waits for a value that is asked for on demand. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Leadership leadership;
    private final AssetProvider provider;
    private final AssetRepository assets;
    private final AssetBoard board;
    private final Actions actions;
    private final Sequencer sequencer;
    private final ValuesPublisher publisher;
    private final MeterRegistry metrics;
    private final Timer duration;
    private final InstantSource time;
    private final InTurn bringing = new InTurn();
    private volatile List<SerialSource> sources = List.of();
    private volatile boolean running;

    /** Counts how often time began anew: values that were retrieved before are of the time that is over. */
    private volatile long beginnings;

    private volatile Instant broughtAt = Instant.MAX.minus(QUIET);

    UpdateCycle(
            Leadership leadership,
            AssetProvider provider,
            AssetRepository assets,
            AssetBoard board,
            Actions actions,
            Sequencer sequencer,
            ValuesPublisher publisher,
            MeterRegistry metrics,
            InstantSource time) {
        this.leadership = leadership;
        this.provider = provider;
        this.assets = assets;
        this.board = board;
        this.actions = actions;
        this.sequencer = sequencer;
        this.publisher = publisher;
        this.metrics = metrics;
        this.time = time;
        // Before the first update, so that one that never comes is seen to be missing.
        this.duration = metrics.timer("papertrader.update");
    }

    /** The name of the source of its values. */
    public String source() {
        return provider.source();
    }

    /** Begins with what is stored, or with the provider's history where nothing is; then updates begin. */
    public Uni<Void> start() {
        sources = provider.parts().stream().map(SerialSource::new).toList();
        return provider.begin()
                .flatMap(begun -> actions.begin())
                .flatMap(begun -> assets.latestTime())
                .map(Optional::isEmpty)
                .invoke(isNew -> broughtAt = time.instant())
                .flatMap(isNew -> isNew ? startWithHistory() : startAgain())
                .invoke(started -> running = true);
    }

    private Uni<Void> startAgain() {
        return sequencer
                .start()
                .flatMap(started -> assets.latest())
                .invoke(board::show)
                .replaceWithVoid();
    }

    /** No update begins after this. */
    public void stop() {
        running = false;
    }

    /** A source that has not answered yet is left out; the others go on. */
    @Scheduled(every = "{papertrader.update-interval}")
    Uni<Void> onInterval() {
        return running ? updated(sources.stream().filter(SerialSource::isFree), UpdateCycle::isNotHalted) : DONE;
    }

    private static boolean isNotHalted(Mark mark) {
        return !(mark.trading() instanceof Trading.Halted);
    }

    /**
     * One update, also where the market is halted. Orders that were accepted before its values were retrieved settle at
     * them; later ones wait.
     */
    public Uni<Void> update() {
        return updated(sources.stream(), mark -> true);
    }

    @Override
    public Uni<Void> fresh(AssetSymbol symbol) {
        return sources.stream()
                .filter(serial -> running && serial.source().rests(symbol))
                .findFirst()
                .map(serial -> onDemand(serial, symbol))
                .orElse(DONE);
    }

    private Uni<Void> onDemand(SerialSource serial, AssetSymbol symbol) {
        return serial.onDemand(
                        symbol,
                        some -> updated(known -> serial.source().retrieveAtOnce(known, some), UpdateCycle::isNotHalted))
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithUni(DONE);
    }

    private Uni<Void> updated(Stream<SerialSource> some, Predicate<Mark> isWanted) {
        List<Uni<Void>> updates = some.map(serial -> serial.inTurn(() -> updated(serial.source()::retrieve, isWanted)))
                .toList();
        return updates.isEmpty()
                ? DONE
                : Uni.join().all(updates).andCollectFailures().replaceWithVoid();
    }

    private Uni<Void> updated(Function<Known, Uni<Retrieved>> source, Predicate<Mark> isWanted) {
        Timer.Sample started = Timer.start(metrics);
        return sequencer
                .mark()
                .invoke(mark -> setClock(mark.trading()))
                .flatMap(mark -> isWanted.test(mark) ? retrieve(source, mark) : DONE)
                .invoke(done -> started.stop(duration))
                .onFailure(this::isNews)
                .invoke(failure -> LOG.error("An update failed; the queue waits for the next", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** A master that has lost the lead has said so, and ends. */
    private boolean isNews(Throwable failure) {
        return !(failure instanceof LostLeadership) && leadership.isHeld();
    }

    private void setClock(Trading trading) {
        if (trading instanceof Trading.Open) {
            board.goOn();
        } else {
            board.standFrom(trading.since());
        }
    }

    /**
     * Retrieves the values that follow the latest in the store, which may hold an update whose commit this master never
     * heard of.
     */
    private Uni<Void> retrieve(Function<Known, Uni<Retrieved>> source, Mark mark) {
        long begun = beginnings;
        return assets.latestTime()
                .flatMap(latest -> source.apply(new Known(board.values(), latest.orElse(Instant.EPOCH))))
                .flatMap(retrieved -> switch (retrieved) {
                    case Retrieved.Values(AssetUpdate update) ->
                        actions.ready(update)
                                .flatMap(ready ->
                                        inTurn(mark, begun, now -> opened(now).flatMap(open -> bring(now, update))));
                    case Retrieved.Nothing nothing -> inTurn(mark, begun, this::nothingNew);
                    case Retrieved.Over(String reason) -> inTurn(mark, begun, now -> over(now, reason));
                });
    }

    /**
     * Goes on when the market has cleared what another source brought meanwhile. Orders that were accepted behind the
     * mark wait all the same.
     */
    private Uni<Void> inTurn(Mark mark, long begun, Function<Mark, Uni<Void>> work) {
        return bringing.run(() -> sequencer
                .cleared()
                .flatMap(cleared -> sequencer.mark())
                .flatMap(now -> begun == beginnings ? work.apply(mark.at(now)) : DONE));
    }

    /**
     * Lets the market's time begin anew, as the provider has it now, when an ending has been made with the time before;
     * no update comes between.
     */
    Uni<Void> beginAnew(Supplier<Uni<Void>> ending) {
        return bringing.run(
                () -> sequencer.cleared().flatMap(cleared -> ending.get()).flatMap(ended -> begun()));
    }

    /** The values of before are gone: there is no way back, so it is tried until it is done, or the lead is lost. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Turns come one after another.
    private Uni<Void> begun() {
        beginnings++;
        return Uni.createFrom()
                .deferred(provider::begin)
                .flatMap(begun -> actions.begin())
                .invoke(publisher::forget)
                .flatMap(forgotten -> sequencer.openMarket())
                .flatMap(open -> startWithHistory())
                .onFailure(failure -> leadership.isHeld())
                .invoke(failure -> LOG.warnf("The replay cannot begin anew yet; trying again: %s", failure))
                .onFailure(failure -> leadership.isHeld())
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /** A market that had closed opens with the first values that there are again. */
    private Uni<Void> opened(Mark mark) {
        return mark.trading() instanceof Trading.Closed ? sequencer.openMarket() : DONE;
    }

    /** Orders whose assets get no values expire with an update, and so also where there is nothing new at all. */
    private Uni<Void> nothingNew(Mark mark) {
        return time.instant().isAfter(broughtAt.plus(QUIET)) ? bring(mark, AssetUpdate.empty()) : DONE;
    }

    /** Ends orders that still wait when the market closes, by an update without values. */
    private Uni<Void> over(Mark mark, String reason) {
        if (mark.trading() instanceof Trading.Closed) {
            return nothingNew(mark);
        }
        LOG.infof("The market closes: %s", reason);
        return sequencer.closeMarket(reason).flatMap(closed -> bring(mark, AssetUpdate.empty()));
    }

    private Uni<Void> bring(Mark mark, AssetUpdate retrieved) {
        AssetUpdate update = publisher.bookable(retrieved);
        broughtAt = time.instant();
        return actions.before(update)
                .flatMap(done -> sequencer.update(mark, update))
                .invoke(events -> events.forEach(event -> publisher.hear(event, update)))
                .flatMap(brought -> sequencer.cleared());
    }

    /** The last day of the history is the first update, so that there are values to trade on. */
    private Uni<Void> startWithHistory() {
        List<AssetUpdate> history = provider.history();
        if (history.isEmpty()) {
            return sequencer.start();
        }
        LOG.infof("Storing %d days of history", history.size());
        return leadership
                .write(history.subList(0, history.size() - 1).stream()
                        .flatMap(day -> assets.storingDays(day).stream())
                        .toList())
                .flatMap(stored -> sequencer.mark())
                .flatMap(mark -> bring(mark, history.getLast()))
                .flatMap(brought -> assets.latest())
                .invoke(board::show)
                .replaceWithVoid();
    }
}
