package io.papertrader.cli.asset;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.Quote;
import java.util.List;

/** The latest values, an asset a line. */
final class QuoteTable {
    private QuoteTable() {}

    static Table of(List<Quote> quotes) {
        Table table = new Table()
                .words("symbol")
                .words("name")
                .figures("value")
                .figures("change")
                .figures("high")
                .figures("low")
                .figures("volume")
                .words("time (UTC)")
                .cutting("name")
                .sparing("volume", "low", "high", "time (UTC)");
        quotes.forEach(quote -> table.row(row(quote)));
        return table;
    }

    private static List<Cell> row(Quote quote) {
        Asset asset = quote.asset();
        return List.of(
                Cell.of(asset.symbol(), Tone.STRONG),
                Cell.of(quote.name()),
                Cell.of(Figures.price(quote.value())),
                Figures.change(asset.open(), asset.close()),
                Cell.of(Figures.price(asset.high())),
                Cell.of(Figures.price(asset.low())),
                Cell.of(Figures.compact(asset.volume())),
                Cell.of(Times.of(quote.time()), Tone.QUIET));
    }
}
