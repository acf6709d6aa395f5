package io.papertrader.worker.asset;

import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetSymbol;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The latest values, pushed by the master. */
@ApplicationScoped
public class CurrentValues {
    private final NavigableMap<AssetSymbol, AssetInfo> values = new ConcurrentSkipListMap<>();
    private volatile boolean warm;

    /** The asset's latest update, where one has been heard of. */
    public Optional<AssetInfo> find(AssetSymbol symbol) {
        return Optional.ofNullable(values.get(symbol));
    }

    /** Assets by symbol: those behind this one, or from the first on. */
    List<AssetInfo> behind(Optional<AssetSymbol> after, int most) {
        return after.map(symbol -> values.tailMap(symbol, false)).orElse(values).values().stream()
                .limit(most)
                .toList();
    }

    /** Whether the whole list has been heard once. */
    public boolean isWarm() {
        return warm;
    }

    /** The time of an asset's latest value: windows that end before it never change. */
    Optional<Instant> latestTime(AssetSymbol symbol) {
        return find(symbol).map(AssetInfo::time);
    }

    /** A part of the list, as the master gave it. */
    void fill(Collection<AssetInfo> part) {
        part.forEach(this::put);
    }

    /** That was the last part. */
    void filled() {
        warm = true;
    }

    void update(@Observes LinkEvent event) {
        if (event instanceof ValuesUpdated updated) {
            updated.assets().forEach(this::put);
        }
    }

    /** A push may overtake the answer that was asked for before it. */
    private void put(AssetInfo fresh) {
        values.merge(fresh.asset().symbol(), fresh, (old, other) -> other.time().isBefore(old.time()) ? old : other);
    }
}
