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
import java.util.concurrent.atomic.AtomicInteger;
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

    /**
     * A provider that wants to be left alone, or fails for several in a row, ends it until the next time; other failures
     * are their asset's alone.
     */
    Uni<Void> of(LiveProvider provider, Map<AssetSymbol, String> names, TradingCalendar calendar) {
        LocalDate today = calendar.date(time.instant());
        List<Map.Entry<AssetSymbol, String>> due = names.entrySet().stream()
                .filter(asset -> isDue(asset.getKey(), today))
                .toList();
        AtomicInteger failures = new AtomicInteger();
        return Steps.each(
                        due,
                        asset -> hasCallsToSpare(provider)
                                ? review(provider, asset, calendar, today, failures)
                                : PastDays.DONE)
                .onFailure()
                .invoke(failure -> LOG.debugf("No look at the past from %s: %s", provider.name(), failure))
                .onFailure()
                .recoverWithNull();
    }

    /** More than values of now take (three of ten at Tiingo), and less than days that are missing may. */
    private static boolean hasCallsToSpare(LiveProvider provider) {
        return provider.web().usesLessThan(2, 5);
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
            LiveProvider provider,
            Map.Entry<AssetSymbol, String> asset,
            TradingCalendar calendar,
            LocalDate today,
            AtomicInteger failures) {
        AssetSymbol symbol = asset.getKey();
        return store.firstTold(symbol)
                .map(first -> first.filter(day -> day.isBefore(today)))
                .flatMap(first -> first.map(day -> compare(
                                        provider, symbol, asset.getValue(), Stretch.of(day, today, calendar.zone()))
                                .invoke(compared -> failures.set(0)))
                        .orElse(PastDays.DONE))
                .invoke(compared -> restUntil.put(symbol, today.plusDays(DAYS_LATE)))
                .onFailure(failure -> !ProviderFault.isPausing(failure))
                .recoverWithUni(failure -> failed(provider, symbol, today, failure, failures));
    }

    /** It is tried again on the next day. */
    private Uni<Void> failed(
            LiveProvider provider, AssetSymbol symbol, LocalDate today, Throwable failure, AtomicInteger failures) {
        LOG.warnf(
                "The days of %s are not compared with those of %s: %s", symbol, provider.name(), failure.getMessage());
        restUntil.put(symbol, today.plusDays(1));
        return failures.incrementAndGet() == PastRound.MOST_FAILURES
                ? Uni.createFrom().failure(failure)
                : PastDays.DONE;
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
                .onFailure(failure -> !ProviderFault.isPausing(failure))
                .call(this::rest)
                .call(this::rest);
    }

    private Uni<Void> rest() {
        return PastDays.DONE.onItem().delayIt().by(pause);
    }
}
