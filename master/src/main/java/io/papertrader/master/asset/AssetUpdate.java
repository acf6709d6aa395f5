package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.wire.Utf8;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one retrieval brought.
 *
 * @param time when these values were true, on the market's clock
 * @param source where they came from, kept with every settlement
 */
public record AssetUpdate(Instant time, String source, List<Asset> assets) {
    public AssetUpdate {
        assets = List.copyOf(assets);
        Utf8.checked(source, Transaction.Owned.SOURCE_BYTES);
    }

    /** The same of these assets alone. */
    public AssetUpdate only(Set<AssetSymbol> symbols) {
        return new AssetUpdate(
                time,
                source,
                assets.stream()
                        .filter(asset -> symbols.contains(asset.symbol()))
                        .toList());
    }
}
