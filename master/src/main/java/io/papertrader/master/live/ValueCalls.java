package io.papertrader.master.live;

import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.HashMap;
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
                : provider.values(asked).invoke(told -> note(provider, asked.keySet(), wanted, told));
    }

    private void note(LiveProvider provider, Set<AssetSymbol> known, Set<AssetSymbol> wanted, List<Reading> told) {
        Map<AssetSymbol, String> silent = new HashMap<>();
        wanted.forEach(symbol ->
                silent.put(symbol, known.contains(symbol) ? "it told of none" : "it does not know the asset"));
        told.forEach(reading -> silent.remove(reading.symbol()));
        untold.note(provider.name(), wanted, silent, time.instant());
    }
}
