package io.papertrader.market;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.vocabulary.CurrencyCode;
import java.time.Duration;
import java.time.Instant;

/**
 * An asset that is traded.
 *
 * @param hours a value grows old only while they say that the market is open
 * @param staleAfter orders are refused on an older value, and none fills on it
 * @param ageOf the moment from which on a value grows old
 */
public record Listing(CurrencyCode currency, TradingCalendar hours, Duration staleAfter, AgeOf ageOf) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public Listing {
        if (staleAfter.isNegative() || staleAfter.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("values get stale within a hundred years");
        }
    }

    /** An asset whose values grow old from when they are seen. */
    public Listing(CurrencyCode currency, TradingCalendar hours, Duration staleAfter) {
        this(currency, hours, staleAfter, AgeOf.SEEN);
    }

    /** The moment from which on a value that was true and seen at these grows old. */
    public Instant ageFrom(Instant time, Instant seenAt) {
        return switch (ageOf) {
            case SEEN -> seenAt;
            case VALUE -> time.isBefore(seenAt) ? time : seenAt;
        };
    }

    /** True where a value that has grown old from this moment on is recent enough to trade on. */
    public boolean isFresh(Instant ageFrom, Instant now) {
        return !hours.isOpenLonger(staleAfter, ageFrom, now);
    }
}
