package io.papertrader.master.live;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Assets of which providers told nothing, as each was last asked for them. For any thread. */
final class UntoldAssets {
    /** One that stood in for another in vain is asked again after this. */
    static final Duration REST = Duration.ofHours(1);

    private final Map<String, Map<AssetSymbol, Untold>> byProvider = new HashMap<>();

    private record Untold(String why, Instant since) {}

    /** A provider was asked for some assets, and told nothing of these, each for its reason. */
    synchronized void note(String provider, Set<AssetSymbol> asked, Map<AssetSymbol, String> untold, Instant now) {
        Map<AssetSymbol, Untold> its = byProvider.computeIfAbsent(provider, first -> new HashMap<>());
        its.keySet().removeAll(asked);
        untold.forEach((symbol, why) -> its.put(symbol, new Untold(why, now)));
    }

    /** Those of these assets of which a provider told nothing, each with the reason. */
    synchronized Map<AssetSymbol, String> of(String provider, Set<AssetSymbol> some) {
        Map<AssetSymbol, String> its = new LinkedHashMap<>();
        byProvider.getOrDefault(provider, Map.of()).forEach((symbol, untold) -> {
            if (some.contains(symbol)) {
                its.put(symbol, untold.why);
            }
        });
        return its;
    }

    /** Those of these assets for which a provider was not asked in vain lately. */
    synchronized Set<AssetSymbol> mayBeToldBy(String provider, Set<AssetSymbol> some, Instant now) {
        Map<AssetSymbol, Untold> its = byProvider.getOrDefault(provider, Map.of());
        Set<AssetSymbol> rest = new HashSet<>(some);
        rest.removeIf(symbol ->
                its.containsKey(symbol) && its.get(symbol).since.plus(REST).isAfter(now));
        return rest;
    }
}
