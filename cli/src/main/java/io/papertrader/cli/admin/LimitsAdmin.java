package io.papertrader.cli.admin;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Tone;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code admin limits}: who has to wait after too many tries. */
@Command(name = "limits", description = "Show who has to wait after too many tries, and let them try again.")
final class LimitsAdmin {
    private static final String PATH = "/admin/limits";

    private final Master master;
    private final Screen screen;

    LimitsAdmin(Master master, Screen screen) {
        this.master = master;
        this.screen = screen;
    }

    @Command(name = "list", description = "Show who has to wait, the longest first.")
    int list() {
        JsonArray limits = master.list(PATH);
        if (screen.isJson()) {
            screen.json(limits);
        } else if (limits.isEmpty()) {
            screen.note("Nobody has to wait.");
        } else {
            screen.table(table(limits));
        }
        return 0;
    }

    @Command(name = "clear", description = "Forget what was counted against an account or an address.")
    int clear(
            @Parameters(paramLabel = "NAME|ADDRESS", description = "A username, or an address as the list shows it.")
                    String who) {
        master.delete(PATH + "?who=" + Master.encoded(who));
        screen.note("Nothing is counted against " + who + " any more.");
        return 0;
    }

    private static Table table(JsonArray limits) {
        Table table = new Table().words("what").words("who").figures("seconds");
        limits.stream()
                .map(JsonObject.class::cast)
                .forEach(limit -> table.row(
                        Cell.of(text(limit, "what"), Tone.QUIET),
                        Cell.of(text(limit, "who"), Tone.STRONG),
                        Cell.of(text(limit, "seconds"))));
        return table;
    }

    private static String text(JsonObject limit, String field) {
        return Objects.toString(limit.getValue(field), "");
    }
}
