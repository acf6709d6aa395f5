package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The leftovers of a launcher or a Postgres that was killed. The home's lock says that nobody else uses the data. */
final class LeftOverPostgres {

    private static final int PATIENCE_SECONDS = 20;
    private static final String POSTGRES = "postgres";

    private final PostgresProgram program;
    private final PostgresControl control;
    private final Path processFile;

    LeftOverPostgres(PostgresProgram program, PostgresControl control, Path data) {
        this.program = program;
        this.control = control;
        this.processFile = data.resolve(PostgresControl.PROCESS_FILE);
    }

    /** Stopped rather than used: its settings, port and health are not known. */
    void stop() throws IOException, StartFault {
        if (Files.notExists(processFile)) {
            return;
        }
        Optional<ProcessHandle> named = control.process();
        if (named.filter(this::isOtherPostgres).isPresent()) {
            throw new StartFault(
                    "Process %d is a Postgres that was started by other means and uses %s: stop it, then start again."
                            .formatted(named.get().pid(), processFile.getParent()));
        }
        if (named.filter(program::owns).isPresent()) {
            control.stop();
        }
        awaitSessions();
        if (named.filter(LeftOverPostgres::isSomethingElse).isPresent()) {
            // The number has gone to another process, which Postgres would take for a running Postgres.
            Files.deleteIfExists(processFile);
        }
    }

    /** A Postgres that somebody started on this data by hand. */
    private boolean isOtherPostgres(ProcessHandle process) {
        return !program.owns(process) && fileName(process).startsWith(POSTGRES);
    }

    /** Known not to be a Postgres; nothing is known of another user's process. */
    private static boolean isSomethingElse(ProcessHandle process) {
        String name = fileName(process);
        return !name.isEmpty() && !name.startsWith(POSTGRES);
    }

    private static String fileName(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .orElse("");
    }

    /** Sessions outlive a killed Postgres for a moment, and two generations on the same data would destroy it. */
    private void awaitSessions() throws StartFault {
        List<ProcessHandle> sessions =
                ProcessHandle.allProcesses().filter(program::owns).toList();
        try {
            CompletableFuture.allOf(sessions.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new StartFault(
                    "A Postgres of an earlier run still uses %s and does not stop: type \"kill -9 %s\", then start again."
                            .formatted(processFile.getParent(), numbers(sessions)),
                    e);
        }
    }

    private static String numbers(List<ProcessHandle> processes) {
        return processes.stream()
                .filter(ProcessHandle::isAlive)
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" "));
    }
}
