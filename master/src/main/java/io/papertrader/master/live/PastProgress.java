package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The progress of filling the past: the date before which all days of an asset are there. One whose past cannot be
 * fetched from a provider is asked of that one again in pauses that grow. For any thread.
 */
final class PastProgress {
    static final Duration SHORTEST_PAUSE = Duration.ofMinutes(10);

    /** A provider may know an asset tomorrow that it does not know today. */
    private static final int MOST_DOUBLINGS = 5;

    private final Map<AssetSymbol, LocalDate> filled = new ConcurrentHashMap<>();
    private final Map<Question, Failures> failed = new ConcurrentHashMap<>();

    /** A provider that is asked for an asset. */
    private record Question(String provider, AssetSymbol symbol) {}

    private record Failures(int times, Instant last) {
        boolean areLately(Instant now) {
            return now.isBefore(last.plus(SHORTEST_PAUSE.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS))));
        }
    }

    /** The date of an asset; none where it was not looked up yet. */
    Optional<LocalDate> of(AssetSymbol symbol) {
        return Optional.ofNullable(filled.get(symbol));
    }

    /** All days of an asset before a date are there. */
    void isFilled(String provider, AssetSymbol symbol, LocalDate before) {
        failed.remove(new Question(provider, symbol));
        filled.put(symbol, before);
    }

    void failed(String provider, AssetSymbol symbol, Instant now) {
        failed.merge(
                new Question(provider, symbol),
                new Failures(1, now),
                (before, first) -> new Failures(before.times + 1, now));
    }

    /** True where days of an asset may be missing and this provider did not fail to tell of them lately. */
    boolean isDue(String provider, AssetSymbol symbol, LocalDate today, Instant now) {
        boolean isThere = today.equals(filled.get(symbol));
        return !isThere
                && Optional.ofNullable(failed.get(new Question(provider, symbol)))
                        .filter(failures -> failures.areLately(now))
                        .isEmpty();
    }

    /** True where the day that closed last is the only one that is not there. */
    boolean lacksOneDay(AssetSymbol symbol, TradingCalendar calendar, LocalDate today) {
        return of(symbol)
                .filter(since -> since.isBefore(today))
                .filter(since -> since.datesUntil(today)
                                .filter(date -> calendar.on(date).isPresent())
                                .count()
                        == 1)
                .isPresent();
    }

    /** True of a day that is over and not there. */
    boolean lacks(AssetSymbol symbol, LocalDate date, LocalDate today) {
        return date.isBefore(today)
                && of(symbol).filter(since -> !date.isBefore(since)).isPresent();
    }

    /** Those that failed come last, those of longest ago first: none that fails for ever stands before another. */
    List<Map.Entry<AssetSymbol, String>> inOrder(String provider, Map<AssetSymbol, String> names) {
        Map<Question, Failures> before = Map.copyOf(failed);
        return names.entrySet().stream()
                .sorted(Comparator.comparing(
                        asset -> Optional.ofNullable(before.get(new Question(provider, asset.getKey())))
                                .map(Failures::last)
                                .orElse(Instant.MIN)))
                .toList();
    }
}
