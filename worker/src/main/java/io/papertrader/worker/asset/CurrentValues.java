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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The latest values, pushed by the master. */
@ApplicationScoped
public class CurrentValues {
    private final Map<AssetSymbol, AssetInfo> values = new ConcurrentSkipListMap<>();
    private volatile boolean warm;

    /** The asset's latest update, where one has been heard of. */
    public Optional<AssetInfo> find(AssetSymbol symbol) {
        return Optional.ofNullable(values.get(symbol));
    }

    /** Every asset, by symbol. */
    public List<AssetInfo> all() {
        return List.copyOf(values.values());
    }

    /** Whether the whole list has been heard once. */
    public boolean isWarm() {
        return warm;
    }

    /** The time of an asset's latest value: windows that end before it never change. */
    Optional<Instant> latestTime(AssetSymbol symbol) {
        return find(symbol).map(AssetInfo::time);
    }

    /** The whole list, as the master gave it. */
    void fill(Collection<AssetInfo> all) {
        all.forEach(this::put);
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
