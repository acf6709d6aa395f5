package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Steps;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Asks again, every four weeks, for all days of an asset that a provider told of: where it tells of one otherwise now,
 * the change is named, and what is stored stays. Each asset has its own day for it, so that a day has few; the calls
 * are those that nobody else needs.
 */
final class PastReview {
    static final int EVERY_DAYS = 28;

    /** A master that was away on an asset's day, had no calls left, or failed, makes up for it within so many. */
    private static final int DAYS_LATE = 3;

    private static final Logger LOG = Logger.getLogger(PastReview.class);

    private final PastDays.Store store;
    private final BarJudge judge;
    private final InstantSource time;
    private final Duration pause;

    /** The dates before which assets are not asked for again. */
    private final Map<AssetSymbol, LocalDate> restUntil = new ConcurrentHashMap<>();

    /**
     * Has asked for nothing yet.
     *
     * @param pause the time between two assets
     */
    PastReview(PastDays.Store store, BarJudge judge, InstantSource time, Duration pause) {
        this.store = store;
        this.judge = judge;
        this.time = time;
        this.pause = pause;
    }

    /** A provider that wants to be left alone ends it until the next time; other failures are their asset's alone. */
    Uni<Void> of(LiveProvider provider, Map<AssetSymbol, String> names, TradingCalendar calendar) {
        LocalDate today = calendar.date(time.instant());
        List<Map.Entry<AssetSymbol, String>> due = names.entrySet().stream()
                .filter(asset -> isDue(asset.getKey(), today))
                .toList();
        return Steps.each(due, asset -> hasRoom(provider) ? review(provider, asset, calendar, today) : PastDays.DONE)
                .onFailure()
                .invoke(failure -> LOG.debugf("No look at the past from %s: %s", provider.name(), failure))
                .onFailure()
                .recoverWithNull();
    }

    private static boolean hasRoom(LiveProvider provider) {
        return provider.web().usesLessThan(1, 4);
    }

    private boolean isDue(AssetSymbol symbol, LocalDate today) {
        return daysSinceTurn(symbol, today) < DAYS_LATE
                && !today.isBefore(restUntil.getOrDefault(symbol, LocalDate.MIN));
    }

    /** The days since the asset's own day. */
    static int daysSinceTurn(AssetSymbol symbol, LocalDate today) {
        return (int) Math.floorMod(today.toEpochDay() + symbol.value().hashCode(), (long) EVERY_DAYS);
    }

    private Uni<Void> review(
            LiveProvider provider, Map.Entry<AssetSymbol, String> asset, TradingCalendar calendar, LocalDate today) {
        AssetSymbol symbol = asset.getKey();
        return store.firstTold(symbol)
                .flatMap(first -> first.filter(day -> day.isBefore(today))
                        .map(day ->
                                compare(provider, symbol, asset.getValue(), Stretch.of(day, today, calendar.zone())))
                        .orElse(PastDays.DONE))
                .invoke(compared -> restUntil.put(symbol, today.plusDays(DAYS_LATE)))
                .onFailure(failure -> !ProviderFault.isPausing(failure))
                .invoke(failure -> tryAgainTomorrow(provider, symbol, today, failure))
                .onFailure(failure -> !ProviderFault.isPausing(failure))
                .recoverWithNull();
    }

    private void tryAgainTomorrow(LiveProvider provider, AssetSymbol symbol, LocalDate today, Throwable failure) {
        LOG.warnf(
                "The days of %s are not compared with those of %s: %s", symbol, provider.name(), failure.getMessage());
        restUntil.put(symbol, today.plusDays(1));
    }

    private Uni<Void> compare(LiveProvider provider, AssetSymbol symbol, String ownName, Stretch stretch) {
        return provider.history(symbol, ownName, stretch, Resolution.DAY)
                .map(told -> new FetchedPast(
                        symbol,
                        Resolution.DAY,
                        provider.name(),
                        judge.sure(provider, symbol, stretch, told),
                        told.splits(),
                        List.of()))
                .flatMap(store::compare)
                .onItem()
                .delayIt()
                .by(pause);
    }
}
