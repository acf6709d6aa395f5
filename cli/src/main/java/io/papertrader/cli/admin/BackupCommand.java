package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.ExitCode;
import io.papertrader.cli.session.PrivateFile;
import io.papertrader.cli.view.Screen;
import io.vertx.core.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code admin backup}. */
@Command(
        name = "backup",
        description = "Write all that the network has, as it is at this moment, into a file; trading goes on. Keys and"
                + " sessions are not in it.")
public final class BackupCommand implements Callable<Integer> {
    private static final int READ_BYTES = 1 << 16;

    private final MasterFiles files;
    private final Screen screen;

    @Parameters(paramLabel = "FILE", description = "The file; one that is there is replaced when the new one is whole.")
    Path file;

    BackupCommand(MasterFiles files, Screen screen) {
        this.files = files;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        try {
            PrivateFile.write(file, this::fetch);
            show(Files.size(file));
            return 0;
        } catch (IOException failure) {
            throw CommandFailure.file("The backup cannot be written to " + file, failure);
        }
    }

    /** A file that ends too early is found here, whatever the connection has said of its end. */
    private void fetch(Path draft) throws IOException {
        files.download("/admin/backup", draft);
        try (InputStream whole = new GZIPInputStream(Files.newInputStream(draft), READ_BYTES)) {
            whole.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException | ZipException broken) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE,
                    "UNAVAILABLE",
                    "The master has sent a part of the backup only, and " + file + " is as it was; its log says why.");
        }
    }

    private void show(long bytes) {
        if (screen.isJson()) {
            screen.json(new JsonObject().put("file", file.toString()).put("bytes", bytes));
        } else {
            screen.line("The backup is in " + file + " (%,d bytes).".formatted(bytes)
                    + " Keep the master's keys folder beside it.");
        }
    }
}
