package io.papertrader.bench.edge;

import io.papertrader.bench.start.Installed;
import io.papertrader.bench.start.Probe;
import io.papertrader.bench.start.Running;
import io.papertrader.bench.start.Stage;
import io.papertrader.bench.start.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Redis of this run's own, without persistence, and the program that its makers measure it with. */
final class Redis implements AutoCloseable {
    /** The key that {@code redis-benchmark -t set} writes and {@code -t get} reads. */
    private static final String KEY = "key:__rand_int__";

    private static final int RATE_COLUMN = 1;
    private static final int P50_COLUMN = 4;
    private static final int P99_COLUMN = 6;
    private static final int MAX_COLUMN = 7;

    private final Running server;
    private final Path benchmark;
    private final int port;

    private Redis(Running server, Path benchmark, int port) {
        this.server = server;
        this.benchmark = benchmark;
        this.port = port;
    }

    static Redis start() throws IOException {
        Path program = installed("redis-server");
        Path benchmark = installed("redis-benchmark");
        int port = Stage.freePort();
        List<String> command = List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                // It takes loopback addresses other than 127.0.0.1 for strangers.
                "--protected-mode",
                "no",
                "--save",
                "",
                "--appendonly",
                "no");
        Probe probe = new Probe.Line(port, "PING\r\n", "+PONG");
        Subject subject = new Subject("redis-server", "peer", command, Map.of(), program, probe, Optional.empty());
        return new Redis(Running.start(subject), benchmark, port);
    }

    /** Stores the value that is asked for, so long as an answer of a worker. */
    void set(int valueBytes) throws IOException {
        run("-t", "set", "-n", "1", "-c", "1", "-d", String.valueOf(valueBytes));
    }

    Target target() {
        return Target.redis(port, KEY);
    }

    /** GETs by redis-benchmark; it tells no p99.9. */
    LoadSample get(int connections, int inFlight, long requests) throws IOException {
        List<String> lines = run(
                "-t",
                "get",
                "-c",
                String.valueOf(connections),
                "-P",
                String.valueOf(inFlight),
                "-n",
                String.valueOf(requests));
        String line = lines.stream()
                .filter(text -> text.startsWith("\"GET\""))
                .findFirst()
                .orElseThrow(() -> new IOException("redis-benchmark said " + lines));
        String[] columns = line.replace("\"", "").split(",", -1);
        return new LoadSample(
                Double.parseDouble(columns[RATE_COLUMN]),
                Double.parseDouble(columns[P50_COLUMN]),
                Double.parseDouble(columns[P99_COLUMN]),
                Double.NaN,
                Double.parseDouble(columns[MAX_COLUMN]),
                0,
                0);
    }

    private List<String> run(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(benchmark.toString(), "-h", "127.0.0.1", "-p", String.valueOf(port), "--csv"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.onExit().join().exitValue();
        if (code != 0) {
            throw new IOException("redis-benchmark ended with " + code + ": " + output);
        }
        return output.lines().toList();
    }

    private static Path installed(String program) throws IOException {
        return Installed.program(program)
                .orElseThrow(() -> new IOException(program
                        + " is not installed; it is in the package \"redis\" of Debian, Ubuntu and Fedora:"
                        + " sudo apt install redis, or sudo dnf install redis"));
    }

    @Override
    public void close() {
        server.close();
    }
}
