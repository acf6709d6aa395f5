package io.papertrader.cli.asset;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.Bar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The day of an asset's latest value, which need not be today: a market may be closed, or be replayed from the past. It
 * is a date of the asset's market, which the last bar of a window of days bears; evening in New York is tomorrow in
 * UTC.
 */
public final class LatestDate {
    private LatestDate() {}

    /** The day of this value. */
    public static AsOf of(PaperTraderClient client, AssetValue value) {
        return AsOf.day(date(client, value));
    }

    static AsOf of(PaperTraderClient client, Quote quote) {
        return daysAfter(client, quote, 0);
    }

    static AsOf daysAfter(PaperTraderClient client, Quote quote, int days) {
        return AsOf.day(date(client, new AssetValue(quote.asset().symbol(), quote.value(), quote.time()))
                .plusDays(days));
    }

    private static LocalDate date(PaperTraderClient client, AssetValue value) {
        List<Bar> week = await(client.marketData().assetWeek(value.symbol(), AsOf.moment(value.time())))
                .bars();
        Instant midnight = week.isEmpty() ? value.time() : week.getLast().time();
        return LocalDate.ofInstant(midnight, ZoneOffset.UTC);
    }
}
