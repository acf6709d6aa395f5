package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Listings;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Closed days of the past, fetched from the provider that serves: before the first value, so that charts and forecasts
 * have something to stand on, and where the master was away. What is stored stays as it is, so it can begin again at
 * any time.
 */
@ApplicationScoped
class Backfill {
    private static final Logger LOG = Logger.getLogger(Backfill.class);

    /** Enough for a forecast of a market that trades on each day, and a year's chart. */
    private static final int DAYS = 450;

    /** Providers give about a call a second. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MarketChoice choice;
    private final Instance<LiveMarket> market;
    private final Listings listings;
    private final AssetRepository assets;
    private final Leadership leadership;
    private final InstantSource time;
    private final Map<AssetSymbol, LocalDate> filled = new ConcurrentHashMap<>();

    Backfill(
            MarketChoice choice,
            Instance<LiveMarket> market,
            Listings listings,
            AssetRepository assets,
            Leadership leadership,
            InstantSource time) {
        this.choice = choice;
        this.market = market;
        this.listings = listings;
        this.assets = assets;
        this.leadership = leadership;
        this.time = time;
    }

    @Scheduled(every = "10m", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> onSchedule() {
        return choice.isReplay() || !leadership.isHeld()
                ? Uni.createFrom().voidItem()
                : inTurn(Multi.createFrom()
                        .iterable(market.get().classes())
                        .onItem()
                        .transformToUniAndConcatenate(this::fill));
    }

    private static Uni<Void> inTurn(Multi<?> steps) {
        return steps.collect().last().replaceWithVoid();
    }

    /** An asset whose past cannot be fetched ends the round of its class; the rest is tried again the next time. */
    private Uni<Void> fill(LiveClass each) {
        TradingCalendar hours = listings.hours(each.ofClass());
        LocalDate today = hours.date(time.instant());
        LiveProvider provider = each.serving();
        return inTurn(each.names()
                        .onItem()
                        .transformToMulti(names -> Multi.createFrom().iterable(names.entrySet()))
                        .filter(asset -> !today.equals(filled.get(asset.getKey())) && hasRoom(provider))
                        .onItem()
                        .transformToUniAndConcatenate(asset -> fill(provider, asset, hours, today)))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("The past cannot be fetched from %s: %s", provider.name(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Values of now go before those of the past. */
    private static boolean hasRoom(LiveProvider provider) {
        return 2 * provider.web().used() < provider.web().budget();
    }

    private Uni<Void> fill(
            LiveProvider provider, Map.Entry<AssetSymbol, String> asset, TradingCalendar hours, LocalDate today) {
        Stretch past = new Stretch(
                today.minusDays(DAYS).atStartOfDay(hours.zone()).toInstant(),
                today.atStartOfDay(hours.zone()).toInstant());
        return provider.history(asset.getKey(), asset.getValue(), past, Resolution.DAY)
                .flatMap(this::store)
                .invoke(stored -> filled.put(asset.getKey(), today))
                .onItem()
                .delayIt()
                .by(PAUSE);
    }

    private Uni<Void> store(List<Sample> days) {
        return days.isEmpty()
                ? Uni.createFrom().voidItem()
                : leadership
                        .write(List.of(assets.storingPast(new AssetUpdate(days))))
                        .replaceWithVoid();
    }
}
