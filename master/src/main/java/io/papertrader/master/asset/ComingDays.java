package io.papertrader.master.asset;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The trading days of an asset that a forecast may be made of: those behind the day of its latest value, in the time of
 * its market.
 *
 * @param most the most days that it may look ahead
 */
record ComingDays(TradingCalendar calendar, ZoneId market, int most) {
    /** The closes of those up to a date. */
    Outcome<List<Instant>> closes(Instant latest, AsOf end) {
        LocalDate today = LocalDate.ofInstant(latest, market);
        LocalDate last = end.date(market);
        if (!last.isAfter(today) || last.isAfter(today.plusDays(most))) {
            return refused("date must lie 1 to " + most + " days after the latest value, which is of " + today + ".");
        }
        List<Instant> closes = today.plusDays(1)
                .datesUntil(last.plusDays(1))
                .flatMap(date -> calendar.on(date).stream())
                .map(TradingDay::closes)
                .toList();
        return closes.isEmpty()
                ? refused("date must be that of a trading day, or behind one: none follows the latest value, of "
                        + today + ", until " + last + ".")
                : Outcome.done(closes);
    }

    private static Outcome<List<Instant>> refused(String reason) {
        return Outcome.refused(FailCode.BAD_ARGUMENT, reason);
    }
}
