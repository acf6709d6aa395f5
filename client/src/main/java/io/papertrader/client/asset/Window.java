package io.papertrader.client.asset;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetSymbol;
import io.vertx.core.Future;
import java.util.Locale;

/** The windows of values that can be asked for (specification 4.6.9 to 4.6.13). */
public enum Window {
    /** Every update of a day. */
    DAY,
    /** Seven days. */
    WEEK,
    /** A month of days. */
    MONTH,
    /** A year of months. */
    YEAR,
    /** All that is stored. */
    ALL;

    /** Asks for it. */
    public Future<Series> ask(PaperTraderClient client, AssetSymbol symbol, AsOf date) {
        return switch (this) {
            case DAY -> client.assetDay(symbol, date);
            case WEEK -> client.assetWeek(symbol, date);
            case MONTH -> client.assetMonth(symbol, date);
            case YEAR -> client.assetYear(symbol, date);
            case ALL -> client.assetAllTime(symbol);
        };
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
