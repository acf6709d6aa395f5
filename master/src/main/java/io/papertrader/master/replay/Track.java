package io.papertrader.master.replay;

import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.master.asset.Sample;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The recorded values of one asset at the hours of its own calendar. */
final class Track {
    private static final int CLOSE = BarPath.POINTS - 1;

    private final Recording recording;
    private final Optional<RecordedMinutes> minutes;
    private final TradingCalendar calendar;
    private final Predicate<LocalDate> isOfCloses;
    private volatile List<Shown> shown = List.of();

    /** A value with the day that it is of. */
    record Value(LocalDate date, Sample sample) {}

    /** The minutes of a day that is shown, or comes next. */
    private record Shown(LocalDate date, List<Sample> samples) {}

    /**
     * The recording at the hours of a calendar.
     *
     * @param isOfCloses true of a day of which nothing is known but its close: it has no value before that
     */
    Track(
            Recording recording,
            Optional<RecordedMinutes> minutes,
            TradingCalendar calendar,
            Predicate<LocalDate> isOfCloses) {
        this.isOfCloses = isOfCloses;
        this.recording = recording;
        this.minutes = minutes;
        this.calendar = calendar;
    }

    TradingCalendar calendar() {
        return calendar;
    }

    /** True where more is recorded of a date than a close. */
    boolean hasMoreThanClose(LocalDate date) {
        return !isOfCloses.test(date) && hasDay(date);
    }

    LocalDate firstDay() {
        return recording.firstDay();
    }

    LocalDate lastDay() {
        return recording.lastDay();
    }

    /** True where anything of a date is recorded. */
    boolean hasDay(LocalDate date) {
        return recording.dayAfter(date.minusDays(1)).filter(date::equals).isPresent();
    }

    /** The first day of which minutes are recorded. */
    Optional<LocalDate> firstDayOfMinutes() {
        return daysOfMinutes().map(TradingDay::date).findFirst();
    }

    /** Trading days of which minutes are recorded. */
    Stream<TradingDay> daysOfMinutes() {
        return minutes.stream()
                .flatMap(recorded -> recorded.days().stream())
                .flatMap(date -> calendar.on(date).stream());
    }

    /** The first value of these days that is later than a time. */
    Optional<Value> next(Instant latest, ReplaySpeed speed, LocalDate first, LocalDate last) {
        LocalDate today = calendar.date(latest);
        return days(today.isAfter(first) ? today : first)
                .takeWhile(day -> !day.date().isAfter(last))
                .filter(day -> day.closes().isAfter(latest))
                .flatMap(day -> values(day, speed)
                        .filter(sample -> sample.time().isAfter(latest))
                        .limit(1)
                        .map(sample -> new Value(day.date(), sample)))
                .findFirst();
    }

    /** The value at the close of a day; none where none is recorded. */
    Optional<Sample> close(LocalDate date) {
        return calendar.on(date).flatMap(day -> values(day, ReplaySpeed.DAY).findFirst());
    }

    /** Recorded days on which the market traded. */
    Stream<TradingDay> days(LocalDate from) {
        return Stream.iterate(
                        recording.dayAfter(from.minusDays(1)),
                        Optional::isPresent,
                        day -> day.flatMap(recording::dayAfter))
                .flatMap(Optional::stream)
                .flatMap(date -> calendar.on(date).stream());
    }

    private Stream<Sample> values(TradingDay day, ReplaySpeed speed) {
        return switch (speed) {
            case DAY -> points(day, CLOSE);
            case POINT -> points(day, firstPoint(day));
            case MINUTE ->
                minutes.filter(recorded -> recorded.days().contains(day.date())).isPresent()
                        ? minutes(day).stream()
                        : points(day, firstPoint(day));
        };
    }

    private int firstPoint(TradingDay day) {
        return isOfCloses.test(day.date()) ? CLOSE : 0;
    }

    private Stream<Sample> points(TradingDay day, int first) {
        return recording.on(day.date()).stream()
                .flatMap(bar -> IntStream.range(first, BarPath.POINTS)
                        .mapToObj(point -> sample(day, BarPath.time(day, point), BarPath.upTo(point, bar))));
    }

    private List<Sample> minutes(TradingDay day) {
        return shown.stream()
                .filter(kept -> kept.date().equals(day.date()))
                .findFirst()
                .orElseGet(() -> read(day))
                .samples();
    }

    private Shown read(TradingDay day) {
        Shown read = new Shown(
                day.date(),
                minutes.orElseThrow().on(day).stream()
                        .map(minute -> sample(day, minute.time(), minute.daySoFar()))
                        .toList());
        // An asset that was traded no more on this day already has its next value on another.
        shown = Stream.concat(Stream.of(read), shown.stream().limit(1)).toList();
        return read;
    }

    private static Sample sample(TradingDay day, Instant time, Asset bar) {
        return new Sample(bar, time, "replay of " + day.date());
    }
}
