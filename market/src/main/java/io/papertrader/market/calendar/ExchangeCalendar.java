package io.papertrader.market.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An exchange that trades from Monday to Friday at fixed hours of its own clock, but for its holidays and half days. In
 * a year that its exceptions do not reach, every weekday counts as a whole trading day.
 *
 * @param exceptions the hour of the close on a half day; none on a holiday
 */
public record ExchangeCalendar(
        String name, ZoneId zone, LocalTime opens, LocalTime closes, Map<LocalDate, Optional<LocalTime>> exceptions)
        implements TradingCalendar {
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    public ExchangeCalendar {
        exceptions = Map.copyOf(exceptions);
    }

    @Override
    public Optional<TradingDay> on(LocalDate date) {
        if (WEEKEND.contains(date.getDayOfWeek())) {
            return Optional.empty();
        }
        return exceptions
                .getOrDefault(date, Optional.of(closes))
                .map(close -> new TradingDay(date, at(date, opens), at(date, close)));
    }

    private Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant();
    }
}
