package io.papertrader.market;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.vocabulary.CurrencyCode;
import java.time.Duration;
import java.time.Instant;

/**
 * An asset that is traded.
 *
 * @param hours a value grows old only while they say that the market is open
 * @param staleAfter orders are refused on an older value
 */
public record Listing(CurrencyCode currency, TradingCalendar hours, Duration staleAfter) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public Listing {
        if (staleAfter.isNegative() || staleAfter.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("values get stale within a hundred years");
        }
    }

    boolean isFresh(Instant seenAt, Instant now) {
        return !hours.isOpenLonger(staleAfter, seenAt, now);
    }
}
