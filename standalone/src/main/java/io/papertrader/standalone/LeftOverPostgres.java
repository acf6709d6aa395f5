package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What a launcher or a Postgres that was killed leaves behind. The home's lock says that nobody else uses the data. */
final class LeftOverPostgres {

    private static final int PATIENCE_SECONDS = 20;

    private final PostgresProgram program;
    private final PostgresControl control;
    private final Path processFile;

    LeftOverPostgres(PostgresProgram program, PostgresControl control, Path data) {
        this.program = program;
        this.control = control;
        this.processFile = data.resolve("postmaster.pid");
    }

    /** Stopped rather than used: its settings, port and health are not known. */
    void stop() throws IOException, StartFault {
        if (Files.notExists(processFile)) {
            return;
        }
        Optional<ProcessHandle> named = process();
        if (named.filter(program::owns).isPresent()) {
            control.stop();
        }
        awaitSessions();
        if (named.filter(LeftOverPostgres::isSomethingElse).isPresent()) {
            // The number has gone to another process, which Postgres would take for a running Postgres.
            Files.deleteIfExists(processFile);
        }
    }

    private Optional<ProcessHandle> process() throws IOException {
        String firstLine = Files.readString(processFile).lines().findFirst().orElse("");
        try {
            return ProcessHandle.of(Long.parseLong(firstLine.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Known not to be a Postgres, be it ours or one that somebody started on this data by hand. */
    private static boolean isSomethingElse(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> !Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    /** Sessions outlive a killed Postgres for a moment, and two generations on the same data would destroy it. */
    private void awaitSessions() throws StartFault {
        CompletableFuture<?>[] ends = ProcessHandle.allProcesses()
                .filter(program::owns)
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new StartFault(
                    "A Postgres of an earlier run still uses %s and does not stop: stop it, then start again."
                            .formatted(processFile.getParent()),
                    e);
        }
    }
}
