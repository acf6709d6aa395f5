package io.papertrader.master.replay;

import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Calendars;
import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ReplayedPeriod;
import io.papertrader.master.asset.Retrieved;
import io.papertrader.master.asset.ValueSource;
import io.papertrader.master.replay.ReplayConfig.Speed;
import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Replays recorded real values at the times at which they were true, and ends with the last of them. Its place is the
 * time of the latest stored value, so there is nothing else to keep across restarts.
 */
@ApplicationScoped
@Typed(Replay.class)
public class Replay implements AssetProvider, ValueSource {
    private final List<Recording> recordings;
    private final TradingCalendar calendar;
    private final Speed speed;
    private final int history;
    private final LocalDate first;
    private final LocalDate last;

    Replay(ListOfAssets list, ReplayConfig config, Calendars calendars) {
        this.recordings = recordings(list, config);
        this.calendar = calendars.named(config.calendar(), "PAPERTRADER_REPLAY_CALENDAR");
        this.speed = config.speed();
        this.history = config.history();
        this.last = config.until().orElseGet(this::lastRecorded);
        this.first = config.from().orElseGet(() -> firstBehindHistory(config.history()));
        if (days(first).findFirst().isEmpty()) {
            throw StartRefusal.because("No trading day is recorded from %s (PAPERTRADER_REPLAY_FROM) to %s (..._UNTIL)."
                    .formatted(first, last));
        }
    }

    private static List<Recording> recordings(ListOfAssets list, ReplayConfig config) {
        Optional<Map<AssetSymbol, Recording>> own = config.folder().map(RecordedFolder::read);
        List<Recording> found = list.all().stream()
                .flatMap(listed -> own
                        .map(read -> Optional.ofNullable(read.get(listed.symbol())))
                        .orElseGet(() -> Recording.shipped(listed.symbol()))
                        .stream())
                .toList();
        if (found.isEmpty()) {
            throw StartRefusal.because("No asset of the list has recorded values to replay: name assets that have"
                    + " (PAPERTRADER_ASSET_LIST), or a folder with values of these (PAPERTRADER_REPLAY_FOLDER).");
        }
        return found;
    }

    @Override
    public String source() {
        return "replay of recorded values";
    }

    @Override
    public List<TradingCalendar> calendars() {
        return List.of(calendar);
    }

    @Override
    public Optional<ReplayedPeriod> period(Instant latest) {
        List<TradingDay> days = tradingDays(first).toList();
        return Optional.of(
                new ReplayedPeriod(days.getFirst().opens(), days.getLast().closes(), updatesAfter(latest)));
    }

    private long updatesAfter(Instant latest) {
        LocalDate today = calendar.date(latest);
        long now = calendar.on(today).stream()
                .flatMap(this::times)
                .filter(time -> time.isAfter(latest))
                .count();
        long days = tradingDays(later(today.plusDays(1), first)).count();
        return now + days * points();
    }

    @Override
    public List<AssetUpdate> history() {
        List<TradingDay> before = recordedDays(firstRecorded())
                .takeWhile(day -> day.date().isBefore(first))
                .toList();
        return before.stream()
                .skip(Math.max(0, before.size() - history))
                .map(day -> update(day, BarPath.POINTS - 1))
                .toList();
    }

    @Override
    public List<ValueSource> parts() {
        return List.of(this);
    }

    @Override
    public Uni<Retrieved> retrieve(Known known) {
        return Uni.createFrom().item(() -> following(known.latest()));
    }

    private Retrieved following(Instant latest) {
        Optional<TradingDay> today =
                calendar.on(calendar.date(latest)).filter(day -> !day.date().isBefore(first));
        return today.flatMap(day -> restOf(day, latest))
                .or(() -> days(later(calendar.date(latest).plusDays(1), first))
                        .findFirst()
                        .map(day -> update(day, firstPoint())))
                .<Retrieved>map(Retrieved.Values::new)
                .orElseGet(this::over);
    }

    private Retrieved over() {
        return new Retrieved.Over(
                ("The replay ended on %s; there are no later values. The operator can begin another with an"
                                + " empty database.")
                        .formatted(last));
    }

    private Optional<AssetUpdate> restOf(TradingDay day, Instant latest) {
        return IntStream.range(firstPoint(), BarPath.POINTS)
                .filter(point -> BarPath.time(day, point).isAfter(latest))
                .mapToObj(point -> update(day, point))
                .findFirst();
    }

    private AssetUpdate update(TradingDay day, int point) {
        List<Asset> assets = recordings.stream()
                .flatMap(recording -> recording.on(day.date()).stream())
                .map(bar -> BarPath.upTo(point, bar))
                .toList();
        return AssetUpdate.of(BarPath.time(day, point), "replay of " + day.date(), assets);
    }

    private Stream<Instant> times(TradingDay day) {
        return IntStream.range(firstPoint(), BarPath.POINTS).mapToObj(point -> BarPath.time(day, point));
    }

    private int firstPoint() {
        return BarPath.POINTS - points();
    }

    private int points() {
        return switch (speed) {
            case POINT -> BarPath.POINTS;
            case DAY -> 1;
        };
    }

    /** The days of the replay from this one on. */
    private Stream<TradingDay> days(LocalDate from) {
        return recordedDays(from).takeWhile(day -> !day.date().isAfter(last));
    }

    /** Recorded days on which the market traded. */
    private Stream<TradingDay> recordedDays(LocalDate from) {
        return Stream.iterate(dayAfter(from.minusDays(1)), Optional::isPresent, day -> day.flatMap(this::dayAfter))
                .flatMap(Optional::stream)
                .flatMap(date -> calendar.on(date).stream());
    }

    private Optional<LocalDate> dayAfter(LocalDate day) {
        return recordings.stream()
                .flatMap(recording -> recording.dayAfter(day).stream())
                .min(Comparator.naturalOrder());
    }

    private LocalDate firstRecorded() {
        return recordings.stream()
                .map(Recording::firstDay)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private LocalDate lastRecorded() {
        return recordings.stream()
                .map(Recording::lastDay)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private LocalDate firstBehindHistory(int past) {
        return tradingDays(firstRecorded())
                .skip(past)
                .findFirst()
                .map(TradingDay::date)
                .orElse(last);
    }

    /** Days on which the market traded up to the last, recorded or not. */
    private Stream<TradingDay> tradingDays(LocalDate from) {
        return from.datesUntil(later(from, last.plusDays(1))).flatMap(date -> calendar.on(date).stream());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
