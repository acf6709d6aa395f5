package io.papertrader.cli.asset;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.SeriesWindow;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Future;
import java.util.Optional;
import picocli.CommandLine.Option;

/** One of the windows; a month where none is chosen. */
public final class WindowChoice {
    @Option(names = "--day", description = "Every update of a day.")
    boolean isDay;

    @Option(names = "--week", description = "Seven days.")
    boolean isWeek;

    @Option(names = "--month", description = "A month; so it is without any of these.")
    boolean isMonth;

    @Option(names = "--year", description = "Twelve months.")
    boolean isYear;

    @Option(names = "--all", description = "All that is stored.")
    boolean isAll;

    /** The window that was chosen. */
    public SeriesWindow window() {
        if (isDay) {
            return SeriesWindow.DAY;
        }
        if (isWeek) {
            return SeriesWindow.WEEK;
        }
        if (isYear) {
            return SeriesWindow.YEAR;
        }
        return isAll ? SeriesWindow.ALL : SeriesWindow.MONTH;
    }

    /** Asks for it up to the date. */
    public Future<Series> ask(PaperTraderClient client, AssetSymbol symbol, AsOf date) {
        return client.marketData()
                .wholeSeries(symbol, window(), Optional.of(date).filter(end -> window() != SeriesWindow.ALL));
    }
}
