package io.papertrader.master.update;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.AccountEvents;
import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.LostLeadership;
import io.papertrader.master.trade.ClearingHouse;
import io.papertrader.master.trade.QueueEnd;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Every update interval (specification 2.3.4): retrieve values, store them, clear the transaction queue at them, and
 * tell the workers. One database transaction holds all of it, so a crash leaves the whole update or nothing.
 */
@ApplicationScoped
public class UpdateCycle {
    private static final Logger LOG = Logger.getLogger(UpdateCycle.class);

    /** Items of an event: with the longest names and reasons it still fits one message. */
    private static final int ITEMS_AN_EVENT = 64;

    private final Leadership leadership;
    private final AssetProvider provider;
    private final AssetRepository assets;
    private final AssetBoard board;
    private final QueueEnd queue;
    private final ClearingHouse clearingHouse;
    private final Event<LinkEvent> pushes;
    private final MeterRegistry metrics;
    private final Timer duration;
    private volatile boolean running;

    UpdateCycle(
            Leadership leadership,
            AssetProvider provider,
            AssetRepository assets,
            AssetBoard board,
            QueueEnd queue,
            ClearingHouse clearingHouse,
            Event<LinkEvent> pushes,
            MeterRegistry metrics) {
        this.leadership = leadership;
        this.provider = provider;
        this.assets = assets;
        this.board = board;
        this.queue = queue;
        this.clearingHouse = clearingHouse;
        this.pushes = pushes;
        this.metrics = metrics;
        // Before the first update, so that one that never comes is seen to be missing.
        this.duration = metrics.timer("papertrader.update");
    }

    /** Shows what is stored, after the provider's history where nothing is; then updates begin. */
    public Uni<Void> start() {
        return assets.latestTime()
                .flatMap(time -> time.isPresent() ? Uni.createFrom().voidItem() : storeHistory())
                .flatMap(ready -> assets.latest())
                .invoke(stored -> stored.forEach(board::show))
                .invoke(shown -> running = true)
                .replaceWithVoid();
    }

    /** No update begins after this. */
    public void stop() {
        running = false;
    }

    @Scheduled(every = "{papertrader.update-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> onInterval() {
        return running ? update() : Uni.createFrom().voidItem();
    }

    /** One update. What was accepted before its values were retrieved settles at them; what came later waits. */
    Uni<Void> update() {
        Timer.Sample started = Timer.start(metrics);
        return queue.lastNumber()
                .flatMap(lastNumber -> retrieve()
                        .flatMap(update -> update.map(found -> settle(found, lastNumber))
                                .orElseGet(() -> Uni.createFrom().voidItem())))
                .invoke(done -> started.stop(duration))
                .onFailure(failure -> !(failure instanceof LostLeadership))
                .invoke(failure -> LOG.error("An update failed; the queue waits for the next", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** What follows the latest values in the store, which may hold an update whose commit this master never heard of. */
    private Uni<Optional<AssetUpdate>> retrieve() {
        return assets.latestTime().flatMap(latest -> provider.retrieve(latest.orElse(Instant.EPOCH)));
    }

    private Uni<Void> settle(AssetUpdate update, long lastNumber) {
        return leadership
                .write(transaction -> assets.store(transaction, update)
                        .flatMap(stored -> clearingHouse.clear(transaction, update, lastNumber)))
                .invoke(settled -> publish(update, settled))
                .replaceWithVoid();
    }

    private void publish(AssetUpdate update, List<Numbered> settled) {
        board.show(update);
        metrics.counter("papertrader.transactions.cleared").increment(settled.size());
        List<AssetInfo> infos = update.assets().stream()
                .map(Asset::symbol)
                .map(board::info)
                .flatMap(Optional::stream)
                .toList();
        parts(infos).map(ValuesUpdated::new).subscribe().with(pushes::fire);
        parts(settled).map(AccountEvents::new).subscribe().with(pushes::fire);
    }

    private static <T> Multi<List<T>> parts(List<T> items) {
        return Multi.createFrom().iterable(items).group().intoLists().of(ITEMS_AN_EVENT);
    }

    private Uni<Void> storeHistory() {
        List<AssetUpdate> history = provider.history();
        if (history.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        LOG.infof("Storing %d days of history", history.size());
        return leadership.write(transaction -> Multi.createFrom()
                .iterable(history)
                .onItem()
                .transformToUniAndConcatenate(update -> assets.store(transaction, update))
                .collect()
                .last());
    }
}
