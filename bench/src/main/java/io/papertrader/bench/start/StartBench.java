package io.papertrader.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures every program of PaperTrader in each form that is built, and beside them, in the same run, small servers
 * that operators of edge machines are used to. Prints a Markdown table. Arguments: the repository, and how many starts.
 */
public final class StartBench {
    private static final int WORKER_TARGET = 30;
    private static final int MASTER_TARGET = 100;
    private static final int CLIENT_TARGET = 25;
    private static final List<String> JVM_FLAGS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Path repository;
    private final int times;
    private final Stage stage;
    private final List<Starts> results = new ArrayList<>();

    private StartBench(Path repository, int times, Stage stage) {
        this.repository = repository;
        this.times = times;
        this.stage = stage;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Path repository = Path.of(arguments[0]).toRealPath();
        try (Stage stage = Stage.open()) {
            new StartBench(repository, Integer.parseInt(arguments[1]), stage).run();
        }
    }

    private void run() throws IOException {
        List<Subject> masters =
                forms("master", stage.masterEnvironment(), stage.masterProbe(), MASTER_TARGET, List.of());
        List<Subject> workers =
                forms("worker", stage.workerEnvironment(), stage.workerProbe(), WORKER_TARGET, List.of());
        List<Subject> clients =
                forms("cli", stage.clientEnvironment(), new Probe.End(), CLIENT_TARGET, List.of("workers"));
        // The first start migrates the database and stores the past, and is not measured. The quickest form there is
        // answers, so that as little as possible of each measurement is the wait for an answer.
        try (Running _ = Running.start(masters.getFirst())) {
            stage.registerWorker(List.of(repository.resolve("papertrader").toString()));
            train(workers);
            measureClients(workers.getFirst(), clients);
            workers.forEach(this::measure);
        }
        train(masters);
        masters.forEach(this::measure);
        peers().forEach(this::measure);
        System.out.print(new Report(results, times).markdown());
    }

    private void measureClients(Subject worker, List<Subject> clients) throws IOException {
        try (Running _ = Running.start(worker)) {
            train(clients);
            clients.forEach(this::measure);
        }
    }

    /** An AOT cache is what one run of the program leaves behind. */
    private static void train(List<Subject> forms) throws IOException {
        for (Subject form : forms) {
            Path cache = form.file().resolve("app.aot");
            if (form.kind().equals(Form.AOT.label())) {
                Files.deleteIfExists(cache);
                List<String> command = new ArrayList<>(form.command());
                command.replaceAll(word -> word.startsWith("-XX:AOTCache=") ? "-XX:AOTCacheOutput=" + cache : word);
                Subject training = new Subject(
                        form.name(),
                        form.kind(),
                        command,
                        form.environment(),
                        form.file(),
                        form.probe(),
                        Optional.empty());
                Running.start(training).close();
            }
        }
    }

    private void measure(Subject subject) {
        try {
            Starts starts = Starts.measure(subject, times);
            System.err.printf("%s (%s): %.1f ms%n", subject.name(), subject.kind(), starts.median());
            results.add(starts);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Subject> forms(
            String name, Map<String, String> environment, Probe probe, int target, List<String> arguments) {
        return Stream.of(Form.values())
                .filter(form -> isBuilt(form, name))
                .map(form -> subject(form, name, environment, probe, target, arguments))
                .toList();
    }

    private boolean isBuilt(Form form, String name) {
        boolean isBuilt = form.isBuilt(repository, name);
        if (!isBuilt) {
            System.err.println("Not measured, as it is not built: " + form.file(repository, name));
        }
        return isBuilt;
    }

    private Subject subject(
            Form form, String name, Map<String, String> environment, Probe probe, int target, List<String> arguments) {
        List<String> command = new ArrayList<>(form.command(repository, name, JVM_FLAGS));
        command.addAll(arguments);
        Optional<Integer> aim = form == Form.NATIVE ? Optional.of(target) : Optional.empty();
        return new Subject(
                name, form.label(), List.copyOf(command), environment, form.file(repository, name), probe, aim);
    }

    private static List<Subject> peers() throws IOException {
        int nats = Stage.freePort();
        int redis = Stage.freePort();
        return Stream.of(
                        peer(
                                "nats-server",
                                List.of("-a", "127.0.0.1", "-p", String.valueOf(nats)),
                                new Probe.Line(nats, "PING\r\n", "INFO ")),
                        peer(
                                "redis-server",
                                List.of("--bind", "127.0.0.1", "--port", String.valueOf(redis), "--save", ""),
                                new Probe.Line(redis, "PING\r\n", "+PONG")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Subject> peer(String name, List<String> arguments, Probe probe) {
        Optional<Path> program = Installed.program(name);
        if (program.isEmpty()) {
            System.err.println("Not measured, as it is not installed: " + name);
        }
        return program.map(file -> {
            List<String> command = new ArrayList<>(List.of(file.toString()));
            command.addAll(arguments);
            return new Subject(name, "peer", command, Map.of(), file, probe, Optional.empty());
        });
    }
}
