package io.papertrader.master.live;

import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider's own names of the listed assets, asked for once a day, and again where it does not know them any more.
 * For any thread.
 */
final class Names {
    private static final Duration FRESH = Duration.ofDays(1);

    /** A provider that answers nonsense is not asked for its long list each time. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final LiveProvider provider;
    private final List<AssetSymbol> listed;
    private final InstantSource time;
    private Optional<Kept> kept = Optional.empty();

    private record Kept(Map<AssetSymbol, String> names, Instant since) {}

    Names(LiveProvider provider, Collection<AssetSymbol> listed, InstantSource time) {
        this.provider = provider;
        this.listed = List.copyOf(listed);
        this.time = time;
    }

    Uni<Map<AssetSymbol, String>> current() {
        return younger(FRESH)
                .map(known -> Uni.createFrom().item(known.names()))
                .orElseGet(() -> provider.assets(listed).invoke(this::keep));
    }

    /** The names may be wrong. */
    synchronized void doubt() {
        kept = younger(PAUSE);
    }

    private synchronized void keep(Map<AssetSymbol, String> names) {
        kept = Optional.of(new Kept(Map.copyOf(names), time.instant()));
    }

    private synchronized Optional<Kept> younger(Duration age) {
        return kept.filter(known -> known.since().plus(age).isAfter(time.instant()));
    }
}
