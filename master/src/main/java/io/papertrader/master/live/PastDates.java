package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.AskedDates;
import io.papertrader.master.asset.AssetConfig;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dates of a market that a question about the past is about: trading days that are over and whose bars are kept.
 * Days are asked for by whole years, so that one question serves many windows.
 */
final class PastDates {
    /** A date of which nothing was told may still be told of within so many days. */
    static final int RECENT_DAYS = 7;

    /** The time after which a provider is asked again for a recent date. */
    static final Duration AGAIN_AFTER = Duration.ofHours(1);

    private final TradingCalendar calendar;
    private final ZoneId zone;
    private final AssetConfig config;

    PastDates(TradingCalendar calendar, ZoneId zone, AssetConfig config) {
        this.calendar = calendar;
        this.zone = zone;
        this.config = config;
    }

    /** Those of a window from a first to a last date. */
    List<LocalDate> of(Resolution resolution, LocalDate first, LocalDate last, Instant now) {
        LocalDate kept = resolution.keptFrom(config, now);
        LocalDate yesterday = date(now).minusDays(1);
        LocalDate from = latest(begin(resolution, first), kept);
        LocalDate to = earliest(end(resolution, last), yesterday);
        return from.isAfter(to)
                ? List.of()
                : from.datesUntil(to.plusDays(1))
                        .filter(date -> calendar.on(date).isPresent())
                        .toList();
    }

    /** The stretch of time from a first to a last date. */
    Stretch stretch(LocalDate first, LocalDate last) {
        return Stretch.of(first, last.plusDays(1), zone);
    }

    /** The bars of these dates alone: others are there, and stay as they are. */
    List<Sample> only(List<Sample> bars, List<LocalDate> dates) {
        Set<LocalDate> wanted = Set.copyOf(dates);
        return bars.stream().filter(bar -> wanted.contains(date(bar.time()))).toList();
    }

    /** The note of dates that were asked for: those of the last days are asked for again where one has no bars. */
    List<AskedDates> asked(List<LocalDate> dates, List<Sample> bars, Instant now) {
        Set<LocalDate> lacking = new HashSet<>(dates);
        lacking.removeAll(bars.stream().map(bar -> date(bar.time())).collect(Collectors.toSet()));
        return asked(dates, lacking, date(now), now);
    }

    /**
     * The same note.
     *
     * @param dates those that were asked for, with or without those between that are no trading days
     * @param lacking those of them that should have bars and have none
     */
    static List<AskedDates> asked(List<LocalDate> dates, Set<LocalDate> lacking, LocalDate today, Instant now) {
        LocalDate recent = today.minusDays(RECENT_DAYS);
        boolean isFinal = lacking.stream().allMatch(date -> date.isBefore(recent));
        List<LocalDate> old =
                dates.stream().filter(date -> isFinal || date.isBefore(recent)).toList();
        List<LocalDate> rest = dates.subList(old.size(), dates.size());
        return Stream.concat(
                        asked(old, Optional.empty()).stream(), asked(rest, Optional.of(now.plus(AGAIN_AFTER))).stream())
                .toList();
    }

    private static Optional<AskedDates> asked(List<LocalDate> dates, Optional<Instant> againAt) {
        return dates.isEmpty()
                ? Optional.empty()
                : Optional.of(new AskedDates(dates.getFirst(), dates.getLast(), againAt));
    }

    LocalDate date(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    private static LocalDate begin(Resolution resolution, LocalDate first) {
        return switch (resolution) {
            case DAY -> first.with(TemporalAdjusters.firstDayOfYear());
            case MINUTE -> first;
        };
    }

    private static LocalDate end(Resolution resolution, LocalDate last) {
        return switch (resolution) {
            case DAY -> last.with(TemporalAdjusters.lastDayOfYear());
            case MINUTE -> last;
        };
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earliest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
