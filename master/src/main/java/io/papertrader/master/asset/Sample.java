package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.wire.Utf8;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A value of an asset, as a source tells it.
 *
 * @param asset the trading day so far: open, high, low and volume up to this moment, and the latest value as its close
 * @param time the moment at which the value was true, on the market's clock
 * @param source the origin of the value, kept with every settlement
 */
public record Sample(Asset asset, Instant time, String source) {
    public Sample {
        Utf8.checked(source, Transaction.Owned.SOURCE_BYTES);
    }

    /** The date of a day's bar: no market's day ends behind midnight in UTC. */
    public LocalDate day() {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** The same at the same time, of another asset's figures. */
    public Sample with(Asset changed) {
        return new Sample(changed, time, source);
    }
}
