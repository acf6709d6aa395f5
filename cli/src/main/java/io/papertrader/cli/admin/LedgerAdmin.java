package io.papertrader.cli.admin;

import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.view.PlainText;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Tone;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

/** {@code admin ledger}. */
@Command(name = "ledger", description = "The books.")
final class LedgerAdmin {
    private final Master master;
    private final Screen screen;

    LedgerAdmin(Master master, Screen screen) {
        this.master = master;
        this.screen = screen;
    }

    @Command(description = "Check that every amount of the whole ledger adds up; ends with 1 where one does not.")
    int check() {
        JsonObject result = master.get("/admin/ledger/check");
        boolean isClean = result.getBoolean("clean", false);
        if (screen.isJson()) {
            screen.json(result);
        } else {
            show(result, isClean);
        }
        return (isClean ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private void show(JsonObject result, boolean isClean) {
        String verdict = isClean
                ? screen.paint().apply(Tone.GAIN, "The ledger is clean")
                : screen.paint().apply(Tone.LOSS, "The ledger has faults");
        screen.line("%s (accounts: %s, transactions: %s, transfers: %s)."
                .formatted(
                        verdict,
                        result.getValue("accounts"),
                        result.getValue("transactions"),
                        result.getValue("transfers")));
        show(result.getJsonArray("faults", new JsonArray()));
        show(result.getJsonArray("outstanding", new JsonArray()));
    }

    private void show(JsonArray lines) {
        lines.forEach(line -> screen.line("  " + PlainText.of(String.valueOf(line))));
    }
}
