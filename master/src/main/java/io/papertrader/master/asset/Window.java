package io.papertrader.master.asset;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.SeriesWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The stretch of time that a data request asks for: from (inclusive) to (exclusive), and the dates of the asset's
 * market that lie in it. Each of these dates is whole, but for the last, which may end at a moment.
 */
record Window(ZoneId zone, Instant from, Instant to, LocalDate first, LocalDate last) {
    /** Before and behind all that the protocol can ask for. */
    private static final LocalDate BEGINNING = LocalDate.of(1770, 1, 1);

    static final LocalDate END = LocalDate.of(2999, 12, 31);

    /** The stretch of a window that is asked for; the date is there for all but the last. */
    static Window of(SeriesWindow window, Optional<AsOf> date, ZoneId zone) {
        return switch (window) {
            case DAY -> day(date.orElseThrow(), zone);
            case WEEK -> week(date.orElseThrow(), zone);
            case MONTH -> month(date.orElseThrow(), zone);
            case YEAR -> year(date.orElseThrow(), zone);
            case ALL -> dates(BEGINNING, AsOf.day(END), zone);
        };
    }

    /** The market's day, or the 24 hours that end at the moment. */
    static Window day(AsOf end, ZoneId zone) {
        return end.time()
                .map(moment -> {
                    Instant from = end.end(zone).minus(Duration.ofDays(1));
                    return new Window(zone, from, end.end(zone), LocalDate.ofInstant(from, zone), end.date(zone));
                })
                .orElseGet(() -> dates(end.date(), end, zone));
    }

    /** The 7 days that end at the date. */
    static Window week(AsOf end, ZoneId zone) {
        return dates(end.date(zone).minusDays(6), end, zone);
    }

    /** The month that ends at the date. */
    static Window month(AsOf end, ZoneId zone) {
        return dates(end.date(zone).plusDays(1).minusMonths(1), end, zone);
    }

    /** The 12 months that end at the date: its own and the eleven before it, each whole. */
    static Window year(AsOf end, ZoneId zone) {
        return dates(end.date(zone).withDayOfMonth(1).minusMonths(11), end, zone);
    }

    /** Days, no more than this many, up to a moment. */
    static Window until(Instant moment, long days, ZoneId zone) {
        AsOf end = AsOf.moment(moment);
        return dates(end.date(zone).minusDays(days - 1), end, zone);
    }

    private static Window dates(LocalDate first, AsOf end, ZoneId zone) {
        return new Window(zone, first.atStartOfDay(zone).toInstant(), end.end(zone), first, end.date(zone));
    }

    /** The part of it that is left behind a bar of that time. */
    Window behind(SeriesWindow window, Instant bar) {
        LocalDate label = LocalDate.ofInstant(bar, ZoneOffset.UTC);
        return switch (window) {
            case DAY -> new Window(zone, later(from, bar.plusMillis(1)), to, first, last);
            case WEEK, MONTH -> beginning(label.plusDays(1));
            case YEAR, ALL -> beginning(label.withDayOfMonth(1).plusMonths(1));
        };
    }

    /** The part of it before a date that lies in it. */
    Window before(LocalDate date) {
        return new Window(zone, from, date.atStartOfDay(zone).toInstant(), first, date.minusDays(1));
    }

    /** The part of it from a date on that lies in it. */
    Window from(LocalDate date) {
        return new Window(zone, date.atStartOfDay(zone).toInstant(), to, date, last);
    }

    private Window beginning(LocalDate next) {
        return next.isAfter(first)
                ? new Window(zone, later(from, next.atStartOfDay(zone).toInstant()), to, next, last)
                : this;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
