package io.papertrader.market.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A day on which a market trades.
 *
 * @param date in the market's time zone
 * @param opens the first moment of trading
 * @param closes the moment of the close, at which the day's last value is true
 */
public record TradingDay(LocalDate date, Instant opens, Instant closes) {
    public TradingDay {
        if (!closes.isAfter(opens)) {
            throw new IllegalArgumentException("a trading day closes after it has opened");
        }
    }

    /** True where the market is open at this moment; the close belongs to the day. */
    boolean isOpen(Instant at) {
        return !at.isBefore(opens) && !at.isAfter(closes);
    }
}
