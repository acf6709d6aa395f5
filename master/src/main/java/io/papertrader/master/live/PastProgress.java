package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The progress of filling the past: the date before which all days of an asset are there. For any thread. */
final class PastProgress {
    private final Map<AssetSymbol, LocalDate> filled = new ConcurrentHashMap<>();
    private final Map<AssetSymbol, Instant> failed = new ConcurrentHashMap<>();

    /** The date of an asset; none where it was not looked up yet. */
    Optional<LocalDate> of(AssetSymbol symbol) {
        return Optional.ofNullable(filled.get(symbol));
    }

    /** All days of an asset before a date are there. */
    void isFilled(AssetSymbol symbol, LocalDate before) {
        failed.remove(symbol);
        filled.put(symbol, before);
    }

    void failed(AssetSymbol symbol, Instant now) {
        failed.put(symbol, now);
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
    List<Map.Entry<AssetSymbol, String>> inOrder(Map<AssetSymbol, String> names) {
        Map<AssetSymbol, Instant> before = Map.copyOf(failed);
        return names.entrySet().stream()
                .sorted(Comparator.comparing(asset -> before.getOrDefault(asset.getKey(), Instant.MIN)))
                .toList();
    }
}
