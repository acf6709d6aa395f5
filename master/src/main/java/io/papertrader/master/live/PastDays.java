package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Closed days of the past of each asset, fetched once a day from the provider that serves, one asset after another. */
final class PastDays {
    private static final Logger LOG = Logger.getLogger(PastDays.class);

    /** Enough for a forecast of a market that trades on each day, and a year's chart. */
    private static final int DAYS = 450;

    private final Function<AssetClass, TradingCalendar> hours;
    private final Function<AssetUpdate, Uni<Void>> store;
    private final InstantSource time;
    private final Duration pause;
    private final Map<AssetSymbol, LocalDate> filled = new ConcurrentHashMap<>();

    /**
     * Has fetched nothing yet.
     *
     * @param store keeps the days that are not there yet
     * @param pause the time between two assets
     */
    PastDays(
            Function<AssetClass, TradingCalendar> hours,
            Function<AssetUpdate, Uni<Void>> store,
            InstantSource time,
            Duration pause) {
        this.hours = hours;
        this.store = store;
        this.time = time;
        this.pause = pause;
    }

    /** An asset whose past cannot be fetched ends the round of its class; the rest is tried again the next time. */
    Uni<Void> fill(LiveClass each) {
        TradingCalendar calendar = hours.apply(each.ofClass());
        LocalDate today = calendar.date(time.instant());
        LiveProvider provider = each.serving();
        return inTurn(each.names(provider)
                        .call(names -> lastDays(provider, names, calendar, today))
                        .onItem()
                        .transformToMulti(names -> Multi.createFrom().iterable(names.entrySet()))
                        .filter(asset -> !today.equals(filled.get(asset.getKey())) && hasRoom(provider))
                        .onItem()
                        .transformToUniAndConcatenate(asset -> fill(provider, asset, calendar, today)))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("The past cannot be fetched from %s: %s", provider.name(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** One call for all assets that miss nothing but the last day, where the provider has such a call. */
    private Uni<Void> lastDays(
            LiveProvider provider, Map<AssetSymbol, String> names, TradingCalendar calendar, LocalDate today) {
        Map<AssetSymbol, String> few = new HashMap<>(names);
        few.keySet().removeIf(symbol -> !missesOneDay(symbol, calendar, today));
        return few.isEmpty() || !hasRoom(provider)
                ? Uni.createFrom().voidItem()
                : provider.lastDays(few)
                        .flatMap(days -> storeLast(days, calendar, today))
                        .onFailure()
                        .invoke(failure -> LOG.debugf("No last days from %s: %s", provider.name(), failure))
                        .onFailure()
                        .recoverWithNull();
    }

    private boolean missesOneDay(AssetSymbol symbol, TradingCalendar calendar, LocalDate today) {
        return Optional.ofNullable(filled.get(symbol))
                .filter(since -> since.isBefore(today))
                .filter(since -> since.datesUntil(today)
                                .filter(date -> calendar.on(date).isPresent())
                                .count()
                        == 1)
                .isPresent();
    }

    /** A day that was told of too early, or late, is another one; then each asset is asked for by itself. */
    private Uni<Void> storeLast(List<Sample> days, TradingCalendar calendar, LocalDate today) {
        List<Sample> closed = days.stream()
                .filter(day -> misses(day.asset().symbol(), calendar.date(day.time()), today))
                .toList();
        return store(closed)
                .invoke(stored -> closed.forEach(day -> filled.put(day.asset().symbol(), today)));
    }

    private boolean misses(AssetSymbol symbol, LocalDate date, LocalDate today) {
        return date.isBefore(today)
                && Optional.ofNullable(filled.get(symbol))
                        .filter(since -> !date.isBefore(since))
                        .isPresent();
    }

    private Uni<Void> store(List<Sample> days) {
        return days.isEmpty() ? Uni.createFrom().voidItem() : store.apply(new AssetUpdate(days));
    }

    /** Done when all of them are, one after another. */
    static Uni<Void> inTurn(Multi<?> steps) {
        return steps.collect().last().replaceWithVoid();
    }

    /** Values of now go before those of the past. */
    private static boolean hasRoom(LiveProvider provider) {
        return 2 * provider.web().used() < provider.web().budget();
    }

    private Uni<Void> fill(
            LiveProvider provider, Map.Entry<AssetSymbol, String> asset, TradingCalendar calendar, LocalDate today) {
        Stretch past = new Stretch(
                today.minusDays(DAYS).atStartOfDay(calendar.zone()).toInstant(),
                today.atStartOfDay(calendar.zone()).toInstant());
        return provider.history(asset.getKey(), asset.getValue(), past, Resolution.DAY)
                .flatMap(this::store)
                .invoke(stored -> filled.put(asset.getKey(), today))
                .onItem()
                .delayIt()
                .by(pause);
    }
}
