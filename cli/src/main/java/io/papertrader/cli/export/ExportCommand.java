package io.papertrader.cli.export;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.asset.LatestDate;
import io.papertrader.cli.asset.WindowChoice;
import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.session.SavedSession;
import io.papertrader.cli.view.Screen;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AsOf;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: a portfolio, a history, or the values of an asset, for spreadsheets and programs. */
@Command(
        name = "export",
        description =
                "Write your portfolio, your history, or an asset's values as CSV or JSON; or all that there is of you.")
public final class ExportCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    @Parameters(
            paramLabel = "WHAT",
            description = "portfolio, history, account (all of it, as JSON), or the symbol of an asset.")
    String what;

    @ArgGroup
    WindowChoice window = new WindowChoice();

    @Option(names = "--date", paramLabel = "DATE", description = "For an asset: the end of the window.")
    Optional<AsOf> date = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv or json; csv where nothing is said.")
    Optional<Format> format = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to; the standard output where nothing is said.")
    Optional<Path> output = Optional.empty();

    /** The format of the rows. */
    enum Format {
        csv,
        json
    }

    ExportCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (what.equals("account")) {
            JsonObject account = network.loggedIn((client, session) -> AccountExport.of(client, session.username()));
            write(account.encodePrettily() + "\n");
            return 0;
        }
        Sheet sheet = network.loggedIn(this::sheet);
        boolean isJson = format.map(Format.json::equals).orElse(screen.isJson());
        write(isJson ? sheet.json() : sheet.csv());
        if (sheet.rows().isEmpty()) {
            screen.note("There is nothing of " + what + " to export; only the names of its fields are written.");
        }
        return 0;
    }

    private Sheet sheet(PaperTraderClient client, SavedSession session) {
        return switch (what) {
            case "portfolio" -> Sheet.ofPortfolio(await(client.wholePortfolio(session.username())), source(client));
            case "history" ->
                Sheet.ofHistory(await(client.wholeHistory(session.username())).transactions());
            default -> values(client, symbol());
        };
    }

    private AssetSymbol symbol() {
        try {
            return new AssetSymbol(what);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("'" + what
                    + "' is neither portfolio nor history nor account, and as a symbol it " + e.getMessage() + ".");
        }
    }

    private Sheet values(PaperTraderClient client, AssetSymbol symbol) {
        AsOf end = date.orElseGet(
                () -> LatestDate.of(client, await(client.marketData().assetValue(symbol))));
        return Sheet.ofBars(await(window.ask(client, symbol, end)).bars(), source(client));
    }

    private static String source(PaperTraderClient client) {
        return await(client.marketData().market()).source();
    }

    private void write(String text) {
        if (output.isEmpty()) {
            screen.raw(text);
            return;
        }
        try {
            Files.writeString(output.get(), text);
        } catch (IOException e) {
            throw CommandFailure.file(output.get() + " cannot be written", e);
        }
    }
}
