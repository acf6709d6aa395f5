package io.papertrader.cli.asset;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.Quote;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The day of an asset's latest value, which need not be today: a market may be closed, or be replayed from the past.
 */
final class LatestDate {
    private LatestDate() {}

    static AsOf of(Quote quote) {
        return daysAfter(quote, 0);
    }

    static AsOf daysAfter(Quote quote, int days) {
        return AsOf.day(LocalDate.ofInstant(quote.time(), ZoneOffset.UTC).plusDays(days));
    }
}
