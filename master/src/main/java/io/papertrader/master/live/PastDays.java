package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.asset.AskedDates;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Split;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * Closed days of the past of each asset that are missing, fetched once a day from the provider that serves, one asset
 * after another.
 */
final class PastDays {
    private static final Logger LOG = Logger.getLogger(PastDays.class);

    /** So many assets in a row whose past cannot be fetched are the provider's fault. */
    private static final int MOST_FAILURES = 3;

    /** Enough for a forecast of a market that trades on each day, and a year's chart. */
    private static final int DAYS = 450;

    /** So many days before those that are missing come with the same call, and tell whether the past is as it was. */
    private static final int DAYS_AGAIN = 7;

    private final Function<AssetClass, TradingCalendar> hours;
    private final Store store;
    private final BarJudge judge;
    private final InstantSource time;
    private final Duration pause;

    /** The date before which all days of an asset are there. */
    private final Map<AssetSymbol, LocalDate> filled = new ConcurrentHashMap<>();

    private final Map<AssetSymbol, Instant> failed = new ConcurrentHashMap<>();

    /** Keeps days that are not there yet. */
    interface Store {
        /** The first of these days, oldest first, that is to be asked of a provider; none where all are there. */
        Uni<Optional<LocalDate>> firstMissing(AssetSymbol symbol, String provider, List<TradingDay> days);

        /** Those of one asset. */
        Uni<Void> days(FetchedPast past);

        /** A provider has no days of an asset before this one. */
        Uni<Void> begins(AssetSymbol symbol, String provider, LocalDate first);

        /** The last day of many. */
        Uni<Void> lastDays(AssetUpdate days);
    }

    /**
     * Has fetched nothing yet.
     *
     * @param pause the time between two assets
     */
    PastDays(
            Function<AssetClass, TradingCalendar> hours,
            Store store,
            BarJudge judge,
            InstantSource time,
            Duration pause) {
        this.hours = hours;
        this.store = store;
        this.judge = judge;
        this.time = time;
        this.pause = pause;
    }

    /**
     * An asset whose past cannot be fetched is tried again the next time, behind all others. A provider that wants to
     * be left alone, or fails for several in a row, ends the round of its class.
     */
    Uni<Void> fill(LiveClass each) {
        TradingCalendar calendar = hours.apply(each.ofClass());
        LocalDate today = calendar.date(time.instant());
        LiveProvider provider = each.serving();
        Round round = new Round(provider, calendar, today);
        return inTurn(each.names(provider)
                        .call(round::lookUp)
                        .call(names -> lastDays(provider, names, calendar, today))
                        .onItem()
                        .transformToMulti(names -> Multi.createFrom().iterable(inOrder(names)))
                        .filter(asset -> !today.equals(filled.get(asset.getKey())) && hasRoom(provider))
                        .onItem()
                        .transformToUniAndConcatenate(round::fill))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("The past is not filled from %s: %s", provider.name(), failure.getMessage()))
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
                        .map(days -> judge.sure(provider, days))
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
        return (closed.isEmpty() ? Uni.createFrom().voidItem() : store.lastDays(new AssetUpdate(closed)))
                .invoke(stored -> closed.forEach(day -> filled.put(day.asset().symbol(), today)));
    }

    private boolean misses(AssetSymbol symbol, LocalDate date, LocalDate today) {
        return date.isBefore(today)
                && Optional.ofNullable(filled.get(symbol))
                        .filter(since -> !date.isBefore(since))
                        .isPresent();
    }

    /** Done when all of them are, one after another. */
    static Uni<Void> inTurn(Multi<?> steps) {
        return steps.collect().last().replaceWithVoid();
    }

    /** Values of now go before those of the past. */
    static boolean hasRoom(LiveProvider provider) {
        return provider.web().usesLessThan(1, 2);
    }

    /** Those that failed come last, those of longest ago first: none that fails for ever stands before another. */
    private List<Map.Entry<AssetSymbol, String>> inOrder(Map<AssetSymbol, String> names) {
        Map<AssetSymbol, Instant> before = Map.copyOf(failed);
        return names.entrySet().stream()
                .sorted(Comparator.comparing(asset -> before.getOrDefault(asset.getKey(), Instant.MIN)))
                .toList();
    }

    /** One round of a class at its provider. */
    private final class Round {
        private final LiveProvider provider;
        private final TradingCalendar calendar;
        private final LocalDate today;
        private final AtomicInteger failures = new AtomicInteger();

        Round(LiveProvider provider, TradingCalendar calendar, LocalDate today) {
            this.provider = provider;
            this.calendar = calendar;
            this.today = today;
        }

        /** After a start the database knows what is there. */
        Uni<Void> lookUp(Map<AssetSymbol, String> names) {
            List<AssetSymbol> unknown = names.keySet().stream()
                    .filter(symbol -> !filled.containsKey(symbol))
                    .toList();
            List<TradingDay> days = closedDays();
            return inTurn(Multi.createFrom()
                            .iterable(unknown)
                            .onItem()
                            .transformToUniAndConcatenate(symbol -> store.firstMissing(symbol, provider.name(), days)
                                    .invoke(missing -> filled.put(symbol, missing.orElse(today)))))
                    .onFailure()
                    .transform(failure -> new IllegalStateException(
                            "the database does not tell what is missing: " + failure.getMessage(), failure));
        }

        private List<TradingDay> closedDays() {
            return earliest()
                    .datesUntil(today)
                    .flatMap(date -> calendar.on(date).stream())
                    .toList();
        }

        Uni<Void> fill(Map.Entry<AssetSymbol, String> asset) {
            AssetSymbol symbol = asset.getKey();
            LocalDate first = first(symbol);
            Stretch past = new Stretch(
                    first.atStartOfDay(calendar.zone()).toInstant(),
                    today.atStartOfDay(calendar.zone()).toInstant());
            return provider.history(symbol, asset.getValue(), past, Resolution.DAY)
                    .flatMap(told -> store(symbol, first, judge.sure(provider, symbol, past, told), told.splits()))
                    .invoke(stored -> isFilled(symbol))
                    .onFailure(failure -> !isPausing(failure))
                    .recoverWithUni(failure -> failed(symbol, failure))
                    .onItem()
                    .delayIt()
                    .by(pause);
        }

        private LocalDate first(AssetSymbol symbol) {
            return Optional.ofNullable(filled.get(symbol))
                    .map(missing -> missing.minusDays(DAYS_AGAIN))
                    .filter(earliest()::isBefore)
                    .orElse(earliest());
        }

        private LocalDate earliest() {
            return today.minusDays(DAYS);
        }

        /** The first bar of an answer about all is the provider's first; another may know what lies before it. */
        private Uni<Void> store(AssetSymbol symbol, LocalDate first, List<Sample> bars, List<Split> splits) {
            Set<LocalDate> told = bars.stream()
                    .map(bar -> LocalDate.ofInstant(bar.time(), calendar.zone()))
                    .collect(Collectors.toSet());
            boolean isAll = first.equals(earliest());
            Optional<LocalDate> begin = isAll ? told.stream().min(Comparator.naturalOrder()) : Optional.of(first);
            List<AskedDates> asked = begin.map(date -> asked(date, told)).orElse(List.of());
            return store.days(new FetchedPast(symbol, Resolution.DAY, provider.name(), bars, splits, asked))
                    .flatMap(stored -> begin.filter(date -> isAll)
                            .map(date -> store.begins(symbol, provider.name(), date))
                            .orElse(Uni.createFrom().voidItem()));
        }

        /** The note of what was asked. */
        private List<AskedDates> asked(LocalDate first, Set<LocalDate> told) {
            List<LocalDate> dates = first.datesUntil(today).toList();
            Set<LocalDate> lacking = dates.stream()
                    .filter(date -> calendar.on(date).isPresent() && !told.contains(date))
                    .collect(Collectors.toSet());
            return PastDates.asked(dates, lacking, today, time.instant());
        }

        private void isFilled(AssetSymbol symbol) {
            failures.set(0);
            failed.remove(symbol);
            filled.put(symbol, today);
        }

        private Uni<Void> failed(AssetSymbol symbol, Throwable failure) {
            failed.put(symbol, time.instant());
            if (failures.incrementAndGet() == MOST_FAILURES) {
                return Uni.createFrom().failure(failure);
            }
            LOG.warnf("The past of %s cannot be fetched from %s: %s", symbol, provider.name(), failure.getMessage());
            return Uni.createFrom().voidItem();
        }
    }

    private static boolean isPausing(Throwable failure) {
        return failure instanceof ProviderFault.Pausing || failure instanceof CircuitBreakerOpenException;
    }
}
