package io.papertrader.master.replay;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.master.asset.ReplayedPeriod;
import io.papertrader.master.asset.Sample;
import io.papertrader.node.StartRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The recorded values of all assets in the order of their times. What follows is a matter of the latest time alone, at
 * any speed.
 */
final class Timeline {
    private final List<Track> tracks;
    private final List<TradingCalendar> calendars;
    private final Optional<LocalDate> from;
    private final LocalDate first;
    private final LocalDate last;
    private final int history;
    private final Set<TradingDay> minuteDays;
    private final List<TradingDay> days;

    /** The days of which nothing is known but closes. */
    private final Set<TradingDay> closes;

    Timeline(List<Track> tracks, ReplayConfig config) {
        this(tracks, config.from(), config.until(), config.history());
    }

    private Timeline(List<Track> tracks, Optional<LocalDate> from, Optional<LocalDate> until, int history) {
        this.tracks = List.copyOf(tracks);
        this.calendars = tracks.stream().map(Track::calendar).distinct().toList();
        this.history = history;
        this.last = until.orElseGet(this::lastRecorded);
        this.from = from;
        this.first = from.or(this::firstDayOfMinutes).orElseGet(this::firstBehindHistory);
        this.minuteDays = tracks.stream().flatMap(Track::daysOfMinutes).collect(Collectors.toUnmodifiableSet());
        this.days = calendars.stream().flatMap(this::recordedDays).toList();
        this.closes = calendars.stream().flatMap(this::daysOfCloses).collect(Collectors.toUnmodifiableSet());
        if (days.stream().allMatch(day -> day.date().isBefore(first))) {
            throw StartRefusal.because("No trading day is recorded from %s (PAPERTRADER_REPLAY_FROM) to %s (..._UNTIL)."
                    .formatted(first, last));
        }
    }

    /** The same values, with another first day. */
    Timeline startingOn(LocalDate day) {
        return new Timeline(tracks, Optional.of(day), Optional.of(last), history);
    }

    /** The reason why it cannot start on a day; none where it can. */
    Optional<String> faultOfStart(LocalDate day) {
        boolean isRecorded = !day.isBefore(firstRecorded())
                && days.stream().anyMatch(recorded -> !recorded.date().isBefore(day));
        return isRecorded
                ? Optional.empty()
                : Optional.of(
                        "Days are recorded from %s to %s; start on one of them.".formatted(firstRecorded(), last));
    }

    /** The first day. */
    LocalDate first() {
        return first;
    }

    /** The hours of its assets. */
    List<TradingCalendar> calendars() {
        return calendars;
    }

    /** The last day. */
    LocalDate last() {
        return last;
    }

    /** True where the minutes of any day are recorded. */
    boolean hasMinutes() {
        return firstDayOfMinutes().isPresent();
    }

    /** The values that are next behind a time: of a day at its closes, or of one moment. */
    Optional<AssetUpdate> after(Instant latest, ReplaySpeed speed) {
        LocalDate begin = begin(latest);
        List<Track.Value> next = tracks.stream()
                .flatMap(track -> track.next(latest, speed, begin, last).stream())
                .toList();
        List<Sample> together = speed == ReplaySpeed.DAY
                ? earliest(next, Track.Value::date)
                : earliest(next, value -> value.sample().time());
        return together.isEmpty() ? Optional.empty() : Optional.of(new AssetUpdate(together));
    }

    /**
     * The first day that may follow a time: a replay that has begun goes on, though others would begin elsewhere now.
     */
    private LocalDate begin(Instant latest) {
        return latest.equals(Instant.EPOCH) ? first : from.orElseGet(this::firstRecorded);
    }

    private static <T extends Comparable<? super T>> List<Sample> earliest(
            List<Track.Value> values, Function<Track.Value, T> key) {
        Optional<T> least = values.stream().map(key).min(Comparator.naturalOrder());
        return values.stream()
                .filter(value -> least.equals(Optional.of(key.apply(value))))
                .map(Track.Value::sample)
                .toList();
    }

    /** The last days before the first, at their closes; oldest first. */
    List<AssetUpdate> history() {
        List<LocalDate> before = tracks.stream()
                .flatMap(track ->
                        track.days(firstRecorded()).map(TradingDay::date).takeWhile(date -> date.isBefore(first)))
                .distinct()
                .sorted()
                .toList();
        return before.stream()
                .skip(Math.max(0, before.size() - history))
                .map(this::closes)
                .filter(day -> !day.samples().isEmpty())
                .toList();
    }

    private AssetUpdate closes(LocalDate date) {
        return new AssetUpdate(
                tracks.stream().flatMap(track -> track.close(date).stream()).toList());
    }

    /** The whole period, and its updates that are later than a time. */
    ReplayedPeriod period(Instant latest, ReplaySpeed speed) {
        LocalDate begin = begin(latest);
        List<TradingDay> left = days.stream()
                .filter(day -> !day.date().isBefore(begin))
                .filter(day -> day.closes().isAfter(latest))
                .toList();
        return new ReplayedPeriod(
                days.stream()
                        .filter(day -> !day.date().isBefore(first))
                        .map(TradingDay::opens)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                days.stream()
                        .map(TradingDay::closes)
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                switch (speed) {
                    case DAY -> left.stream().map(TradingDay::date).distinct().count();
                    case POINT ->
                        left.stream().mapToLong(day -> pointsAfter(latest, day)).sum();
                    case MINUTE ->
                        left.stream()
                                .mapToLong(day -> minutesOrPointsAfter(latest, day))
                                .sum();
                });
    }

    private long minutesOrPointsAfter(Instant latest, TradingDay day) {
        return minuteDays.contains(day) ? minutesAfter(latest, day) : pointsAfter(latest, day);
    }

    /** The points of a day that is not over. */
    private long pointsAfter(Instant latest, TradingDay day) {
        return closes.contains(day) ? 1 : BarPath.pointsAfter(latest, day);
    }

    private static long minutesAfter(Instant latest, TradingDay day) {
        Instant from = latest.isAfter(day.opens()) ? latest : day.opens();
        return Duration.between(from, day.closes()).plusMinutes(1).minusNanos(1).toMinutes();
    }

    /** Days, also those before the first, on which any asset of a calendar has values. */
    private Stream<TradingDay> recordedDays(TradingCalendar calendar) {
        List<Track> some = tracksOf(calendar);
        return tradingDays(calendar, firstRecorded())
                .filter(day -> some.stream().anyMatch(track -> track.hasDay(day.date())));
    }

    private Stream<TradingDay> daysOfCloses(TradingCalendar calendar) {
        List<Track> some = tracksOf(calendar);
        return recordedDays(calendar)
                .filter(day -> some.stream().noneMatch(track -> track.hasMoreThanClose(day.date())));
    }

    private List<Track> tracksOf(TradingCalendar calendar) {
        return tracks.stream()
                .filter(track -> track.calendar().equals(calendar))
                .toList();
    }

    /** Days on which a market traded up to the last, recorded or not. */
    private Stream<TradingDay> tradingDays(TradingCalendar calendar, LocalDate from) {
        LocalDate end = last.plusDays(1);
        return from.datesUntil(from.isAfter(end) ? from : end).flatMap(date -> calendar.on(date).stream());
    }

    private Optional<LocalDate> firstDayOfMinutes() {
        return tracks.stream()
                .flatMap(track -> track.firstDayOfMinutes().stream())
                .min(Comparator.naturalOrder());
    }

    private LocalDate firstRecorded() {
        return tracks.stream()
                .map(Track::firstDay)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private LocalDate lastRecorded() {
        return tracks.stream()
                .map(Track::lastDay)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private LocalDate firstBehindHistory() {
        return calendars.stream()
                .flatMap(calendar -> tradingDays(calendar, firstRecorded()))
                .map(TradingDay::date)
                .distinct()
                .sorted()
                .skip(history)
                .findFirst()
                .orElse(last);
    }
}
