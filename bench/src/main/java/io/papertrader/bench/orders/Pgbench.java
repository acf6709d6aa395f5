package io.papertrader.bench.orders;

import io.papertrader.bench.start.DurablePostgres;
import io.papertrader.bench.start.Installed;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program that Postgres's makers measure it with, and its TPC-B: five statements a transaction, one of them an
 * insert.
 */
final class Pgbench {
    private static final String CLIENTS = "16";
    private static final String THREADS = "2";
    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);

    private final Path program;
    private final int port;
    private final ProcessHandle database;

    private Pgbench(Path program, int port, ProcessHandle database) {
        this.program = program;
        this.port = port;
        this.database = database;
    }

    /** Fills the tables; more branches than clients, so that the clients do not wait for each other's rows. */
    static Pgbench prepare(EmbeddedPostgres postgres, int scale) throws IOException, SQLException {
        Pgbench pgbench = new Pgbench(installed(), postgres.getPort(), DurablePostgres.process(postgres));
        pgbench.run("-i", "-q", "-s", String.valueOf(scale));
        return pgbench;
    }

    /** The parent of the server's processes. */
    ProcessHandle database() {
        return database;
    }

    /** Says early what is missing. */
    static Path installed() throws IOException {
        return Installed.program("pgbench")
                .orElseThrow(
                        () -> new IOException("pgbench is not installed, and is not in the Postgres that this build"
                                + " carries; it is in the package \"postgresql\" of Debian and Ubuntu, and in"
                                + " \"postgresql-contrib\" of Fedora: sudo apt install postgresql, or sudo dnf install"
                                + " postgresql-contrib"));
    }

    /** Transactions a second, without the time for connecting. */
    double run(Duration time) throws IOException {
        String seconds = String.valueOf(Math.max(1, time.toSeconds()));
        return rate(run("-c", CLIENTS, "-j", THREADS, "-T", seconds));
    }

    static double rate(String output) throws IOException {
        Matcher matcher = RATE.matcher(output);
        if (!matcher.find()) {
            throw new IOException("pgbench said " + output);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "postgres"));
        command.addAll(List.of(arguments));
        command.add("postgres");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("pgbench ended with " + code + ": " + output);
        }
        return output;
    }
}
