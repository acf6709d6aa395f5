package io.papertrader.worker.asset;

import io.papertrader.vocabulary.AssetSymbol;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The symbols that have a value, as the list of assets spells them, by what all spellings of each share. */
final class Spellings {
    private final Map<String, AssetSymbol> byFolded = new ConcurrentHashMap<>();
    private volatile long changes;

    /** An asset has a value. */
    void add(AssetSymbol symbol) {
        if (!symbol.equals(byFolded.put(symbol.folded(), symbol))) {
            changed();
        }
    }

    /** All others are no more. */
    void retain(Set<String> symbols) {
        if (byFolded.values().removeIf(symbol -> !symbols.contains(symbol.value()))) {
            changed();
        }
    }

    /** The symbol as the list spells it; as it is where it is not known. */
    AssetSymbol of(AssetSymbol symbol) {
        return byFolded.getOrDefault(symbol.folded(), symbol);
    }

    /** Counts how often there was another symbol, or one less. */
    long changes() {
        return changes;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Values are told on the link's event loop alone.
    private void changed() {
        changes++;
    }
}
