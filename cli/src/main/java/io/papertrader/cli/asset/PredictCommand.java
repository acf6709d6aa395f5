package io.papertrader.cli.asset;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.TypedNumber;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.BandChart;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.client.connection.RefusedException;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.Forecast;
import io.papertrader.codec.message.AssetReply.Prediction.Step;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code predict}: what an asset's value may be. */
@Command(name = "predict", description = "Show what an asset's value may be, with a band of confidence.")
public final class PredictCommand implements Callable<Integer> {
    private static final int HEIGHT = 9;

    private final Network network;
    private final Screen screen;

    @Parameters(paramLabel = "SYMBOL", description = "The asset.")
    AssetSymbol symbol;

    @ArgGroup
    Until until = new Until();

    /** The most that any network may allow. */
    static final class Days extends TypedNumber {
        Days() {
            super(1, 1_000);
        }
    }

    /** The day up to which to look. */
    static final class Until {
        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "30",
                converter = Days.class,
                description =
                        "Days after the latest value, 1 to 1,000, with those on which nothing is traded; ${DEFAULT-VALUE} where nothing is said.")
        int days = 30;

        @Option(
                names = "--date",
                paramLabel = "DATE",
                description = "The last day, as 2018-03-01 in the asset's market.")
        Optional<AsOf> date = Optional.empty();
    }

    PredictCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        network.loggedIn((client, session) -> {
            Quote quote = await(client.marketData().quote(symbol));
            AsOf date = until.date.orElseGet(() -> LatestDate.daysAfter(client, quote, until.days));
            show(quote, predicted(client, date));
            return quote;
        });
        return 0;
    }

    /** A network may look less far; its answer is about a date, whatever was typed. */
    private Forecast predicted(PaperTraderClient client, AsOf date) {
        try {
            return await(client.marketData().forecast(symbol, date));
        } catch (RefusedException refusal) {
            if (refusal.code() != FailCode.BAD_ARGUMENT || until.date.isPresent()) {
                throw refusal;
            }
            throw CommandFailure.usage(
                    "--days " + until.days + " reaches " + date + ", and the network says: " + refusal.reason());
        }
    }

    private void show(Quote quote, Forecast forecast) {
        List<Step> steps = forecast.steps();
        if (screen.isJson()) {
            screen.json(new JsonObject()
                    .put("symbol", quote.asset().symbol().value())
                    .mergeIn(Forecast.LAYOUT.toJson(forecast))
                    .put("source", quote.source()));
        } else if (steps.isEmpty()) {
            screen.line("There is no prediction for " + quote.asset().symbol() + ".");
        } else {
            screen.lines(BandChart.lines(steps, screen.columns(), HEIGHT, screen.isUnicode(), screen.paint()));
            screen.table(table(quote, steps));
            screen.line(worth(forecast));
            screen.lines(SourceLines.of(List.of(quote), screen.paint()));
        }
    }

    /** The worth of the bands of the past, beside what they promise. */
    private static String worth(Forecast forecast) {
        String ahead = forecast.horizon() + (forecast.horizon() == 1 ? " trading day" : " trading days") + " ahead";
        return "Expected by " + forecast.model().text() + ". A band should hold " + forecast.confidence()
                + " of 100 outcomes: "
                + (forecast.bandsTried() == 0
                        ? "none that looked " + ahead + " has been tried yet."
                        : "of the last " + forecast.bandsTried() + " that looked " + ahead + ", " + forecast.bandsHeld()
                                + " held.");
    }

    private static Table table(Quote quote, List<Step> steps) {
        Table table = new Table()
                .words("time (UTC)")
                .figures("low")
                .figures("expected")
                .figures("high")
                .figures("change");
        steps.forEach(step -> table.row(
                Cell.of(Times.of(step.time())),
                Cell.of(Figures.amount(step.low())),
                Cell.of(Figures.amount(step.expected()), Tone.STRONG),
                Cell.of(Figures.amount(step.high())),
                Figures.change(quote.value(), step.expected())));
        return table;
    }
}
