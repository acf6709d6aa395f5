package io.papertrader.master.asset;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Replays recorded real values, one trading day each update. Its place is the time of the latest stored value, so there
 * is nothing else to keep across restarts. After the last day it begins again; then dates are moved on by whole
 * weeks, so that time never runs backwards and a weekday stays one.
 */
@ApplicationScoped
public class ReplayProvider implements AssetProvider {
    /** The day's values are those of its close in New York. */
    private static final LocalTime CLOSE = LocalTime.of(21, 0);

    private static final int DAYS_A_WEEK = 7;

    private final int history;
    private final List<MarketDataFile> files;
    private final LocalDate first;
    private final long lapDays;

    ReplayProvider(ListOfAssets list, AssetConfig config) {
        this.history = config.replay().history();
        this.files = list.all().stream()
                .flatMap(listed -> MarketDataFile.of(listed.symbol()).stream())
                .toList();
        this.first = files.stream()
                .map(MarketDataFile::firstDay)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("No asset of the list has recorded values to replay"));
        LocalDate last = files.stream()
                .map(MarketDataFile::lastDay)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        long span = ChronoUnit.DAYS.between(first, last) + 1;
        this.lapDays = Math.ceilDiv(span, DAYS_A_WEEK) * DAYS_A_WEEK;
    }

    @Override
    public List<AssetUpdate> history() {
        return Stream.iterate(Optional.of(first), Optional::isPresent, day -> day.flatMap(this::dayAfter))
                .limit(history)
                .map(day -> update(day.orElseThrow(), 0))
                .toList();
    }

    @Override
    public Uni<Optional<AssetUpdate>> retrieve(Instant latest) {
        return Uni.createFrom().item(() -> Optional.of(following(LocalDate.ofInstant(latest, ZoneOffset.UTC))));
    }

    private AssetUpdate following(LocalDate latest) {
        long lap = Math.max(0, Math.floorDiv(ChronoUnit.DAYS.between(first, latest), lapDays));
        return dayAfter(latest.minusDays(lap * lapDays))
                .map(next -> update(next, lap))
                .orElseGet(() -> update(first, lap + 1));
    }

    private Optional<LocalDate> dayAfter(LocalDate day) {
        return files.stream().flatMap(file -> file.dayAfter(day).stream()).min(Comparator.naturalOrder());
    }

    private AssetUpdate update(LocalDate day, long lap) {
        Instant time = day.plusDays(lap * lapDays).atTime(CLOSE).toInstant(ZoneOffset.UTC);
        String source = "replay of " + day + (lap == 0 ? "" : ", lap " + (lap + 1));
        return new AssetUpdate(
                time,
                source,
                files.stream().flatMap(file -> file.on(day).stream()).toList());
    }
}
