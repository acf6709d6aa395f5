package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The values that are there already: each asset's next one follows its own.
 *
 * @param latest the time of the latest stored value of any asset; long ago where there is none
 */
public record Known(Map<AssetSymbol, CurrentValue> values, Instant latest) {
    public Known {
        values = Map.copyOf(values);
    }

    /** The latest value of an asset. */
    public Optional<CurrentValue> of(AssetSymbol symbol) {
        return Optional.ofNullable(values.get(symbol));
    }
}
