package io.papertrader.master.live;

import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Questions to providers for current values. Assets of which one tells nothing are noted. */
record ValueCalls(UntoldAssets untold, InstantSource time) {
    /** The readings of those assets that a provider knows; a failure where it knows none of them. */
    Uni<List<Reading>> ask(LiveProvider provider, Map<AssetSymbol, String> names, Set<AssetSymbol> wanted) {
        Map<AssetSymbol, String> asked = new HashMap<>(names);
        asked.keySet().retainAll(wanted);
        return asked.isEmpty()
                ? Uni.createFrom().failure(new ProviderFault("it knows none of the assets that were asked for"))
                : provider.values(asked).invoke(told -> note(provider.name(), asked.keySet(), wanted, told));
    }

    /** An answer without any value is the provider's failure, and says nothing of its assets. */
    private void note(String provider, Set<AssetSymbol> known, Set<AssetSymbol> wanted, List<Reading> readings) {
        if (readings.stream().noneMatch(Reading.Value.class::isInstance)) {
            return;
        }
        Instant now = time.instant();
        Set<AssetSymbol> told = new HashSet<>();
        readings.forEach(reading -> told.add(reading.symbol()));
        Set<AssetSymbol> silent = new HashSet<>(known);
        silent.removeAll(told);
        Set<AssetSymbol> unknown = new HashSet<>(wanted);
        unknown.removeAll(known);
        untold.told(provider, told, now);
        untold.silent(provider, silent, now);
        untold.unknown(provider, unknown, now);
    }
}
