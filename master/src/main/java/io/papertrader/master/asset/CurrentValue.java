package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.vocabulary.Money;
import java.time.Instant;

/**
 * An asset's latest update in memory.
 *
 * @param time on the market's clock
 * @param seenAt on the master's clock
 */
public record CurrentValue(Asset asset, Instant time, String source, Instant seenAt) {
    /** The value that is traded on: the close. */
    public Money value() {
        return asset.close();
    }
}
