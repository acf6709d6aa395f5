package io.papertrader.market.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** The days and hours at which a market trades. */
public sealed interface TradingCalendar permits AlwaysOpen, ExchangeCalendar {
    /** The name by which configuration and answers know it, such as {@code XNYS} (ISO 10383). */
    String name();

    /** The time zone of the market's dates. */
    ZoneId zone();

    /** The trading day of a date; none where the market is closed on it. */
    Optional<TradingDay> on(LocalDate date);

    /** True where the market trades at this moment. */
    default boolean isOpen(Instant at) {
        return dayOf(at).isPresent();
    }

    /** The trading day that is going on at this moment; none where the market is closed. */
    default Optional<TradingDay> dayOf(Instant at) {
        return on(date(at)).filter(day -> day.isOpen(at));
    }

    /** The first trading day that opens after this moment. */
    default TradingDay nextAfter(Instant at) {
        return from(date(at)).filter(day -> day.opens().isAfter(at)).findFirst().orElseThrow();
    }

    /** True where the market was open for longer than this in a stretch of time; hours of closure do not count. */
    default boolean isOpenLonger(Duration limit, Instant from, Instant to) {
        if (Duration.between(from, to).compareTo(limit) <= 0) {
            return false;
        }
        Duration open = Duration.ZERO;
        for (LocalDate date = date(from); !date.isAfter(date(to)); date = date.plusDays(1)) {
            open = open.plus(on(date).map(day -> overlap(day, from, to)).orElse(Duration.ZERO));
            if (open.compareTo(limit) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The date of a moment on the market's own clock. */
    default LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, zone());
    }

    /** The trading days from this date on. */
    private Stream<TradingDay> from(LocalDate first) {
        return Stream.iterate(first, date -> date.plusDays(1)).map(this::on).flatMap(Optional::stream);
    }

    private static Duration overlap(TradingDay day, Instant from, Instant to) {
        Instant begin = day.opens().isAfter(from) ? day.opens() : from;
        Instant end = day.closes().isBefore(to) ? day.closes() : to;
        return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
    }
}
