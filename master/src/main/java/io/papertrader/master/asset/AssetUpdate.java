package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.wire.Utf8;
import java.time.Instant;
import java.util.List;

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
}
