package io.papertrader.cli.asset;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.session.Network;
import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetMatches;
import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.codec.message.AssetRequest.SearchAssets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code assets}: what can be traded. */
@Command(name = "assets", description = "List what can be traded, or search it.")
public final class AssetsCommand {
    private final Network network;
    private final Screen screen;

    AssetsCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Command(description = "List all assets.")
    int list() {
        List<Match> all =
                network.loggedIn((client, session) -> await(client.marketData().allAssets())).assets().stream()
                        .map(AssetsCommand::match)
                        .toList();
        show(all, "No asset has a value yet. Next: papertrader market");
        return 0;
    }

    @Command(description = "Find assets by the beginnings of words of their symbols and names, the best match first.")
    int search(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "TEXT",
                            description = "Words in any order, without regard to case and accents, as: coca cola.")
                    List<String> words) {
        String text = checked(String.join(" ", words));
        AssetMatches found =
                network.loggedIn((client, session) -> await(client.marketData().searchAssets(text)));
        show(found.matches(), "No asset that has a value matches '" + text + "'. Next: papertrader assets list");
        if (found.matches().size() == AssetMatches.MOST) {
            screen.note("There may be more; another word finds fewer.");
        }
        return 0;
    }

    private static String checked(String text) {
        try {
            return new SearchAssets(text).text();
        } catch (IllegalArgumentException outOfBounds) {
            throw CommandFailure.usage("TEXT " + outOfBounds.getMessage() + ".");
        }
    }

    private static Match match(AssetInfo info) {
        return new Match(info.asset().symbol(), info.name(), info.currency());
    }

    private void show(List<Match> matches, String none) {
        if (screen.isJson()) {
            screen.json(Match.LAYOUT.toJson(matches));
        } else if (matches.isEmpty()) {
            screen.line(none);
        } else {
            screen.table(table(matches));
        }
    }

    private static Table table(List<Match> matches) {
        Table table =
                new Table().words("symbol").words("name").words("currency").cutting("name");
        matches.forEach(match ->
                table.row(Cell.of(match.symbol(), Tone.STRONG), Cell.of(match.name()), Cell.of(match.currency())));
        return table;
    }
}
