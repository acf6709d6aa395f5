package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.asset.AskedDates;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Split;
import io.papertrader.master.asset.Steps;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** One round through the assets of one provider: the days that each of them lacks, one asset after another. */
final class PastRound {
    /** So many assets in a row whose past cannot be fetched are the provider's fault. */
    static final int MOST_FAILURES = 3;

    /** Enough for a forecast of a market that trades on each day, and a year's chart. */
    private static final int DAYS = 450;

    /** So many days before those that are missing come with the same call, and tell whether the past is as it was. */
    private static final int DAYS_AGAIN = 7;

    private static final Logger LOG = Logger.getLogger(PastRound.class);

    private final LiveProvider provider;
    private final TradingCalendar calendar;
    private final LocalDate today;
    private final PastDays.Store store;
    private final BarJudge judge;
    private final PastProgress progress;
    private final InstantSource time;
    private final Duration pause;
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * Has asked for nothing yet.
     *
     * @param pause the time between two assets
     */
    PastRound(
            LiveProvider provider,
            TradingCalendar calendar,
            PastDays.Store store,
            BarJudge judge,
            PastProgress progress,
            InstantSource time,
            Duration pause) {
        this.provider = provider;
        this.calendar = calendar;
        this.today = calendar.date(time.instant());
        this.store = store;
        this.judge = judge;
        this.progress = progress;
        this.time = time;
        this.pause = pause;
    }

    /**
     * An asset whose past cannot be fetched is tried again later, behind all others. A provider that wants to be left
     * alone, or fails for several in a row, ends the round.
     */
    Uni<Void> fill(Map<AssetSymbol, String> names) {
        return lookUp(names)
                .flatMap(known -> new LastDays(store, judge, progress).fill(provider, names, calendar, today))
                .flatMap(filled -> Steps.each(
                        progress.inOrder(provider.name(), names),
                        asset -> progress.isDue(provider.name(), asset.getKey(), today, time.instant())
                                        && PastDays.hasRoom(provider)
                                ? fill(asset)
                                : PastDays.DONE));
    }

    /** After a start the database knows what is there. */
    private Uni<Void> lookUp(Map<AssetSymbol, String> names) {
        List<AssetSymbol> unknown = names.keySet().stream()
                .filter(symbol -> progress.of(symbol).isEmpty())
                .toList();
        List<TradingDay> days = closedDays();
        return Steps.each(
                        unknown,
                        symbol -> store.firstMissing(symbol, provider.name(), days)
                                .invoke(missing -> progress.isFilled(provider.name(), symbol, missing.orElse(today)))
                                .replaceWithVoid())
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

    private LocalDate earliest() {
        return today.minusDays(DAYS);
    }

    private Uni<Void> fill(Map.Entry<AssetSymbol, String> asset) {
        AssetSymbol symbol = asset.getKey();
        LocalDate first = first(symbol);
        Stretch past = Stretch.of(first, today, calendar.zone());
        return provider.history(symbol, asset.getValue(), past, Resolution.DAY)
                .flatMap(told -> store(symbol, first, judge.sure(provider, symbol, past, told), told.splits()))
                .invoke(stored -> isFilled(symbol))
                .onFailure(failure -> !ProviderFault.isPausing(failure))
                .recoverWithUni(failure -> failed(symbol, failure))
                .onItem()
                .delayIt()
                .by(pause);
    }

    private LocalDate first(AssetSymbol symbol) {
        return progress.of(symbol)
                .map(missing -> missing.minusDays(DAYS_AGAIN))
                .filter(earliest()::isBefore)
                .orElse(earliest());
    }

    /** The first bar of an answer about all is the provider's first; another may know what lies before it. */
    private Uni<Void> store(AssetSymbol symbol, LocalDate first, List<Sample> bars, List<Split> splits) {
        Set<LocalDate> told = bars.stream().map(Sample::day).collect(Collectors.toSet());
        boolean isAll = first.equals(earliest());
        Optional<LocalDate> begin = isAll ? told.stream().min(Comparator.naturalOrder()) : Optional.of(first);
        List<AskedDates> asked = begin.map(date -> asked(date, told)).orElse(List.of());
        return store.days(new FetchedPast(symbol, Resolution.DAY, provider.name(), bars, splits, asked))
                .flatMap(stored -> begin.filter(date -> isAll)
                        .map(date -> store.begins(symbol, provider.name(), date))
                        .orElse(PastDays.DONE));
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
        progress.isFilled(provider.name(), symbol, today);
    }

    private Uni<Void> failed(AssetSymbol symbol, Throwable failure) {
        progress.failed(provider.name(), symbol, time.instant());
        if (failures.incrementAndGet() == MOST_FAILURES) {
            return Uni.createFrom().failure(failure);
        }
        LOG.warnf("The past of %s cannot be fetched from %s: %s", symbol, provider.name(), failure.getMessage());
        return PastDays.DONE;
    }
}
