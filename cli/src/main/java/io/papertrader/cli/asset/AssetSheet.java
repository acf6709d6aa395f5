package io.papertrader.cli.asset;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Sparkline;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.Bar;
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.inject.Singleton;
import java.util.List;

/** All that is known of one asset. */
@Singleton
public final class AssetSheet {
    private final Network network;
    private final Screen screen;

    AssetSheet(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    /** Asks and shows. */
    public void show(AssetSymbol symbol) {
        network.loggedIn((client, session) -> {
            Quote quote = await(client.marketData().quote(symbol));
            if (screen.isJson()) {
                screen.json(Quote.LAYOUT.toJson(quote));
            } else {
                show(quote, await(client.marketData().assetMonth(symbol, LatestDate.of(client, quote))));
            }
            return quote;
        });
    }

    private void show(Quote quote, Series month) {
        Asset asset = quote.asset();
        screen.line(screen.paint().apply(Tone.STRONG, asset.symbol().value()) + "  "
                + Cell.of(quote.name()).text());
        Table table = new Table().words("").figures("");
        table.row(label("value"), Cell.of(Figures.price(quote.value()) + " " + quote.currency(), Tone.STRONG));
        table.row(label("change"), Figures.change(asset.open(), asset.close()));
        table.row(label("open"), Cell.of(Figures.price(asset.open())));
        table.row(label("high"), Cell.of(Figures.price(asset.high())));
        table.row(label("low"), Cell.of(Figures.price(asset.low())));
        table.row(label("volume"), Cell.of(Figures.quantity(asset.volume())));
        table.row(label("time"), Cell.of(Times.of(quote.time())));
        table.row(
                label("month"),
                Cell.of(Sparkline.of(month.bars().stream().map(Bar::close).toList(), screen.isUnicode())));
        screen.lines(table.lines(screen.paint()).stream().skip(1).toList());
        screen.lines(SourceLines.of(List.of(quote), screen.paint()));
    }

    private static Cell label(String text) {
        return Cell.of(text, Tone.QUIET);
    }
}
