package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.view.Screen;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code admin restore}. */
@Command(
        name = "restore",
        description = "Bring a backup into a network that has no accounts yet, all of it or nothing. Everybody logs in"
                + " anew; the master ends, and starts again where something keeps it up.")
public final class RestoreCommand implements Callable<Integer> {
    private final MasterFiles files;
    private final Screen screen;

    @Parameters(paramLabel = "FILE", description = "What papertrader admin backup has written.")
    Path file;

    RestoreCommand(MasterFiles files, Screen screen) {
        this.files = files;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw CommandFailure.usage("There is no file " + file + " that can be read.");
        }
        JsonObject restored = files.upload("/admin/restore", file);
        if (screen.isJson()) {
            screen.json(restored);
        } else {
            screen.line(
                    "The backup is restored and its ledger is clean (accounts: %s, transactions: %s, transfers: %s)."
                            .formatted(
                                    restored.getValue("accounts"),
                                    restored.getValue("transactions"),
                                    restored.getValue("transfers")));
            screen.line("The master starts again now, with what was restored.");
        }
        return 0;
    }
}
