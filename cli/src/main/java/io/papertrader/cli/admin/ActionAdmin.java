package io.papertrader.cli.admin;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Tone;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code admin market action}. */
@Command(
        name = "action",
        description =
                "Announce a corporate action: everybody who holds the asset has their part, before its day's first"
                        + " value. Those that are known: papertrader admin market actions.")
final class ActionAdmin {
    private static final String PATH = "/admin/market/actions";
    private static final String OF = "The asset.";

    private final Master master;
    private final Screen screen;

    ActionAdmin(Master master, Screen screen) {
        this.master = master;
        this.screen = screen;
    }

    /** The day of an action, and its name. */
    static final class Day {
        @Option(
                names = "--on",
                required = true,
                paramLabel = "DATE",
                description = "The first day that is traded without it, such as 2014-06-09, on the market's own clock.")
        String exDate;

        @Option(
                names = "--id",
                paramLabel = "ID",
                description = "The name by which it takes place once; made of asset, day and kind where not given.")
        Optional<String> id;
    }

    @Command(description = "Change old shares into new ones; orders of them end.")
    void split(
            @Parameters(paramLabel = "SYMBOL", description = OF) AssetSymbol symbol,
            @Parameters(paramLabel = "RATIO", description = "New shares for each old one, as 7, 0.125 or 1/20.")
                    String ratio,
            @Mixin Day day) {
        announce("split", symbol, day, new JsonObject().put("newPerOld", ratio));
    }

    @Command(description = "Pay money for each share that was held at the close before.")
    void dividend(
            @Parameters(paramLabel = "SYMBOL", description = OF) AssetSymbol symbol,
            @Parameters(paramLabel = "CASH", description = "Money for each share.") String cash,
            @Mixin Day day) {
        announce("dividend", symbol, day, new JsonObject().put("cash", cash));
    }

    @Command(description = "Let an asset go on under another symbol of the list; orders of it end.")
    void renaming(
            @Parameters(paramLabel = "SYMBOL", description = OF) AssetSymbol symbol,
            @Parameters(paramLabel = "NEW", description = "The symbol that follows.") AssetSymbol to,
            @Mixin Day day) {
        announce("renaming", symbol, day, new JsonObject().put("newSymbol", to.value()));
    }

    @Command(description = "End an asset: holdings are paid out, orders of it end.")
    void delisting(
            @Parameters(paramLabel = "SYMBOL", description = OF) AssetSymbol symbol,
            @Option(
                            names = "--payout",
                            paramLabel = "CASH",
                            description = "Money for each share; the last value where not given.")
                    Optional<String> payout,
            @Mixin Day day) {
        JsonObject body = new JsonObject();
        payout.ifPresent(cash -> body.put("cash", cash));
        announce("delisting", symbol, day, body);
    }

    @Command(description = "Take back one that was announced and whose day has not come.")
    void withdraw(@Parameters(paramLabel = "ID", description = "Its name, as the list shows it.") String id) {
        master.delete(PATH + "?id=" + Master.encoded(id));
        screen.note("The action " + id + " is taken back.");
    }

    private void announce(String type, AssetSymbol symbol, Day day, JsonObject body) {
        body.put("type", type).put("symbol", symbol.value()).put("exDate", day.exDate);
        day.id.ifPresent(id -> body.put("id", id));
        JsonObject action = master.send(PATH, body);
        if (screen.isJson()) {
            screen.json(action);
        } else {
            screen.table(table(new JsonArray().add(action)));
        }
    }

    /** Shows all that are known. */
    static void list(Master master, Screen screen) {
        JsonArray actions = master.list(PATH);
        if (screen.isJson()) {
            screen.json(actions);
        } else if (actions.isEmpty()) {
            screen.line(
                    "There are no corporate actions: none was announced, and no file or provider tells of one to come.");
        } else {
            screen.table(table(actions));
        }
    }

    private static Table table(JsonArray actions) {
        Table table = new Table()
                .words("day")
                .words("symbol")
                .words("action")
                .words("")
                .words("state")
                .words("source")
                .words("id")
                .words("why");
        actions.stream()
                .map(JsonObject.class::cast)
                .forEach(action -> table.row(
                        Cell.of(action.getString("exDate")),
                        Cell.of(action.getString("symbol"), Tone.STRONG),
                        Cell.of(action.getString("type")),
                        Cell.of(action.getString("detail")),
                        Cell.of(action.getString("state")),
                        Cell.of(action.getString("source", "")),
                        Cell.of(action.getString("id"), Tone.QUIET),
                        Cell.of(action.getString("reason"))));
        return table;
    }
}
