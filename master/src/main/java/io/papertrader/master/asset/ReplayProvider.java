package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private final TreeMap<LocalDate, List<Asset>> days = new TreeMap<>();
    private final long lapDays;

    ReplayProvider(ListOfAssets list, AssetConfig config) {
        this.history = config.replay().history();
        for (ListedAsset listed : list.all()) {
            for (Map.Entry<LocalDate, Asset> day :
                    MarketDataFile.daily(listed.symbol()).entrySet()) {
                days.computeIfAbsent(day.getKey(), date -> new ArrayList<>()).add(day.getValue());
            }
        }
        if (days.isEmpty()) {
            throw new IllegalStateException("No asset of the list has recorded values to replay");
        }
        long span = ChronoUnit.DAYS.between(days.firstKey(), days.lastKey()) + 1;
        this.lapDays = Math.ceilDiv(span, DAYS_A_WEEK) * DAYS_A_WEEK;
    }

    @Override
    public List<AssetUpdate> history() {
        return days.keySet().stream().limit(history).map(day -> update(day, 0)).toList();
    }

    @Override
    public Uni<Optional<AssetUpdate>> retrieve(Instant latest) {
        return Uni.createFrom().item(() -> Optional.of(following(LocalDate.ofInstant(latest, ZoneOffset.UTC))));
    }

    private AssetUpdate following(LocalDate latest) {
        long lap = Math.max(0, Math.floorDiv(ChronoUnit.DAYS.between(days.firstKey(), latest), lapDays));
        LocalDate next = days.higherKey(latest.minusDays(lap * lapDays));
        return next == null ? update(days.firstKey(), lap + 1) : update(next, lap);
    }

    private AssetUpdate update(LocalDate day, long lap) {
        Instant time = day.plusDays(lap * lapDays).atTime(CLOSE).toInstant(ZoneOffset.UTC);
        String source = "replay of " + day + (lap == 0 ? "" : ", lap " + (lap + 1));
        return new AssetUpdate(time, source, days.get(day));
    }
}
