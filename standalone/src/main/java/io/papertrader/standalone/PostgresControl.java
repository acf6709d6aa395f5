package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts and stops the Postgres of one data folder by its own means, pg_ctl. */
final class PostgresControl {

    /** The file in its data folder into which Postgres writes the number of its first process. */
    static final String PROCESS_FILE = "postmaster.pid";

    private static final int START_PATIENCE_SECONDS = 60;
    private static final int STOP_PATIENCE_SECONDS = 20;

    private final PostgresProgram program;
    private final Path data;
    private final OutputFile log;

    PostgresControl(PostgresProgram program, Path data, OutputFile log) {
        this.program = program;
        this.data = data;
        this.log = log;
    }

    /**
     * Returns its first process once connections are taken. Durability is Postgres's default and stays so: fsync on,
     * commits awaited.
     */
    ProcessHandle start(int port) throws IOException, StartFault {
        // Postgres leaves our process group: Ctrl-C in the terminal reaches it only through an orderly stop.
        boolean started = run("start", START_PATIENCE_SECONDS, "-l", log.path().toString(), "-o", "-p " + port);
        if (!started) {
            StartFault fault = fault("Postgres does not start on " + data, log);
            run("stop", STOP_PATIENCE_SECONDS, "-m", "immediate");
            throw fault;
        }
        return process().orElseThrow(() -> fault("Postgres ended as soon as it had started on " + data, log));
    }

    /** The process that the data folder names as its Postgres; it may be another program's by now. */
    Optional<ProcessHandle> process() throws IOException {
        Path file = data.resolve(PROCESS_FILE);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        String firstLine = Files.readString(file).lines().findFirst().orElse("");
        try {
            return ProcessHandle.of(Long.parseLong(firstLine.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The last line of its log. */
    String lastWord() {
        return log.tail(1).stream().findFirst().orElse("nothing");
    }

    /**
     * Ends sessions and writes all to disk; where that takes too long, the write-ahead log will do at the next start.
     */
    void stop() {
        try {
            if (!run("stop", STOP_PATIENCE_SECONDS, "-m", "fast")) {
                run("stop", STOP_PATIENCE_SECONDS, "-m", "immediate");
            }
        } catch (IOException e) {
            System.err.printf("Postgres could not be stopped: %s. The next start will do it.%n", e.getMessage());
        }
    }

    /** One line for people: the last error in the log, or else the last that it says. */
    static StartFault fault(String what, OutputFile log) {
        return new StartFault("%s: %s. Its log: %s".formatted(what, log.reason(), log.path()));
    }

    private boolean run(String action, int patienceSeconds, String... options) throws IOException {
        List<String> always = List.of(action, "-D", data.toString(), "-w", "-t", Integer.toString(patienceSeconds));
        return program.run(
                "pg_ctl",
                Stream.concat(always.stream(), List.of(options).stream()).toList(),
                "",
                log);
    }
}
