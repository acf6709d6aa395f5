package io.papertrader.master.live;

import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Listings;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.leadership.Leadership;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Fetches the past of live assets: before the first value, so that charts and forecasts have something to stand on, and
 * where the master was away. The same again changes nothing, so it can begin again at any time.
 */
@ApplicationScoped
class Backfill {
    /** Providers give about a call a second. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MarketChoice choice;
    private final Instance<LiveMarket> market;
    private final AssetRepository assets;
    private final Leadership leadership;
    private final PastDays past;

    Backfill(
            MarketChoice choice,
            Instance<LiveMarket> market,
            Listings listings,
            AssetRepository assets,
            Leadership leadership,
            InstantSource time) {
        this.choice = choice;
        this.market = market;
        this.assets = assets;
        this.leadership = leadership;
        this.past = new PastDays(listings::hours, this::store, time, PAUSE);
    }

    @Scheduled(every = "10m", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> onSchedule() {
        return choice.isReplay() || !leadership.isHeld()
                ? Uni.createFrom().voidItem()
                : PastDays.inTurn(Multi.createFrom()
                        .iterable(market.get().classes())
                        .onItem()
                        .transformToUniAndConcatenate(past::fill));
    }

    private Uni<Void> store(AssetUpdate days) {
        return leadership.write(assets.storingDays(days)).replaceWithVoid();
    }
}
