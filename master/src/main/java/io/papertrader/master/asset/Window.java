package io.papertrader.master.asset;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.SeriesWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The stretch of time that a data request asks for: from (inclusive) to (exclusive). */
record Window(Instant from, Instant to) {
    /** All that can be stored. */
    static final Window ALL_TIME = new Window(
            LocalDate.EPOCH.minusYears(200).atStartOfDay(ZoneOffset.UTC).toInstant(),
            LocalDate.EPOCH.plusYears(1100).atStartOfDay(ZoneOffset.UTC).toInstant());

    /** The stretch of a window that is asked for; the date is there for all but the last. */
    static Window of(SeriesWindow window, Optional<AsOf> date) {
        return switch (window) {
            case DAY -> day(date.orElseThrow());
            case WEEK -> week(date.orElseThrow());
            case MONTH -> month(date.orElseThrow());
            case YEAR -> year(date.orElseThrow());
            case ALL -> ALL_TIME;
        };
    }

    /** The part of it that is left behind a bar of that start. */
    Window behind(SeriesWindow window, Instant bar) {
        OffsetDateTime start = bar.atOffset(ZoneOffset.UTC);
        OffsetDateTime next =
                switch (window) {
                    case DAY -> start.plus(1, ChronoUnit.MILLIS);
                    case WEEK, MONTH -> start.truncatedTo(ChronoUnit.DAYS).plusDays(1);
                    case YEAR, ALL ->
                        start.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
                };
        return next.toInstant().isAfter(from) ? new Window(next.toInstant(), to) : this;
    }

    /** The 24 hours that end at the date and time. */
    static Window day(AsOf end) {
        return back(end, Period.ofDays(1));
    }

    /** The 7 days that end at the date. */
    static Window week(AsOf end) {
        return back(end, Period.ofDays(7));
    }

    /** The month that ends at the date. */
    static Window month(AsOf end) {
        return back(end, Period.ofMonths(1));
    }

    /** The 12 months that end at the date: its own and the eleven before it, each whole. */
    static Window year(AsOf end) {
        LocalDate first = end.date().withDayOfMonth(1).minusMonths(11);
        return new Window(first.atStartOfDay(ZoneOffset.UTC).toInstant(), end.end());
    }

    private static Window back(AsOf end, Period length) {
        return new Window(end.end().atOffset(ZoneOffset.UTC).minus(length).toInstant(), end.end());
    }
}
