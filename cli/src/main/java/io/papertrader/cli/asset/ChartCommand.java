package io.papertrader.cli.asset;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.CandleChart;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Paint;
import io.papertrader.cli.view.PlainText;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Sparkline;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.Bar;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chart}: the course of an asset's values. */
@Command(name = "chart", description = "Draw the course of an asset's values.")
public final class ChartCommand implements Callable<Integer> {
    private static final int HEIGHT = 17;

    private final Network network;
    private final Screen screen;

    @Parameters(paramLabel = "SYMBOL", description = "The asset.")
    AssetSymbol symbol;

    @ArgGroup
    WindowChoice window = new WindowChoice();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The end of the window, as 2018-02-07 in the asset's market;"
                    + " without it, the day of the latest value.")
    Optional<AsOf> date = Optional.empty();

    @Option(names = "--short", description = "Draw in one line.")
    boolean isShort;

    ChartCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        network.loggedIn((client, session) -> {
            Quote quote = await(client.marketData().quote(symbol));
            show(quote, await(window.ask(client, symbol, date.orElseGet(() -> LatestDate.of(client, quote)))));
            return quote;
        });
        return 0;
    }

    private void show(Quote quote, Series series) {
        if (screen.isJson()) {
            screen.json(Series.LAYOUT
                    .toJson(series)
                    .put("window", window.window().text())
                    .put("source", quote.source()));
        } else if (series.bars().isEmpty()) {
            screen.line("There are no values of " + series.symbol() + " in this window.");
        } else {
            draw(quote, series.bars());
        }
    }

    private void draw(Quote quote, List<Bar> bars) {
        Paint paint = screen.paint();
        Bar last = bars.getLast();
        Cell change = Figures.change(bars.getFirst().open(), last.close());
        String value =
                Figures.price(last.close()) + " " + quote.currency() + "  " + paint.apply(change.tone(), change.text());
        String symbolText = paint.apply(Tone.STRONG, quote.asset().symbol().value());
        if (isShort) {
            String line = Sparkline.of(bars.stream().map(Bar::close).toList(), screen.isUnicode());
            screen.line(symbolText + "  " + line + "  " + value + "  "
                    + paint.apply(Tone.QUIET, PlainText.of(quote.source())));
        } else {
            screen.line(symbolText + "  " + Cell.of(quote.name()).text() + "  "
                    + paint.apply(Tone.QUIET, window.window().text()) + "  " + value);
            screen.lines(CandleChart.lines(bars, screen.columns(), HEIGHT, screen.isUnicode(), paint));
            screen.lines(SourceLines.of(List.of(quote), paint));
        }
    }
}
