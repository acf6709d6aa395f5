package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.connection.ClientOptions;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.WorkerAddress;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged network as a user starts it: processes of their own, free ports, a home that the test chose. */
final class RunningNetwork implements AutoCloseable {
    /** A Java that waits nearly all of its time, as for "make run". */
    private static final List<String> LAUNCHER = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar");

    private static final Pattern ADDRESS = Pattern.compile("(Worker|Master) +(127\\.0\\.0\\.1:\\d+)");
    private static final Pattern MANAGEMENT =
            Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/q/health \\((worker|master)\\)");
    private static final List<String> PORTS = List.of("MASTER", "WORKER", "WORKER_WEB", "MASTER_HTTP", "WORKER_HTTP");
    private static final long START_SECONDS = 120;
    private static final int READY = 200;
    private static final long STOP_SECONDS = 60;

    private final Path home;
    private final Process launcher;
    private final Path console;
    private final Vertx vertx = Vertx.vertx();
    private final List<PaperTraderClient> clients = new ArrayList<>();

    private RunningNetwork(Path home, Process launcher, Path console) {
        this.home = home;
        this.launcher = launcher;
        this.console = console;
    }

    /** The output of a command, and its exit code. */
    record Result(int exit, String out, String err) {
        String expectDone() {
            assertThat(exit).as("exit code; stdout: %s, stderr: %s", out, err).isZero();
            return out;
        }
    }

    /** Starts the network on this home, with an update every second, and waits until it says that it runs. */
    static RunningNetwork start(Path home) throws IOException {
        return start(home, Map.of());
    }

    /** The same with further variables for the launcher, which hands them on to the servers. */
    static RunningNetwork start(Path home, Map<String, String> further) throws IOException {
        ProcessBuilder launcher = launcher(home, further);
        launcher.environment().merge("JAVA_TOOL_OPTIONS", Built.QUICK, (theirs, quick) -> theirs + " " + quick);
        Preparation.of(home);
        return start(home, launcher);
    }

    /** One whose servers are made for much work: jars of them are optimised while they run. */
    static RunningNetwork startForMuchWork(Path home) throws IOException {
        return startAsShipped(home, Map.of());
    }

    /** One whose servers run with the flags that a user's have, and no others. */
    static RunningNetwork startAsShipped(Path home, Map<String, String> further) throws IOException {
        Preparation.of(home);
        return start(home, launcher(home, further));
    }

    /** The same by this launcher. */
    static RunningNetwork start(Path home, ProcessBuilder launcher) throws IOException {
        Path console = Files.createTempFile("papertrader-console", ".txt");
        ProcessBuilder builder = launcher.redirectErrorStream(true).redirectOutput(console.toFile());
        RunningNetwork network = new RunningNetwork(home, builder.start(), console);
        Awaitility.await("the network runs")
                .atMost(START_SECONDS, TimeUnit.SECONDS)
                .failFast(() -> assertThat(network.launcher.isAlive())
                        .as(network.consoleText())
                        .isTrue())
                .until(() -> network.consoleText().contains("Ctrl-C"));
        return network;
    }

    /** The launcher, to be started. */
    static ProcessBuilder launcher(Path home, Map<String, String> further) throws IOException {
        List<String> command = new ArrayList<>(LAUNCHER);
        command.add(launcherJar().toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("PAPERTRADER_HOME", home.toString());
        environment.put("PAPERTRADER_UPDATE_INTERVAL", "1s");
        environment.put("PAPERTRADER_EXECUTABLES", Built.EXECUTABLES);
        for (String port : PORTS) {
            environment.put("PAPERTRADER_" + port + "_PORT", String.valueOf(WorkerProcess.freePort()));
        }
        // A replay begins as it does by default, and has little to store of the days before.
        environment.put("PAPERTRADER_REPLAY_FROM", "2014-04-21");
        environment.put("PAPERTRADER_REPLAY_HISTORY", "20");
        // With an update a second, values would be old where processors are busy for some.
        environment.put("PAPERTRADER_ASSET_STALE_AFTER_INTERVALS", "60");
        environment.putAll(further);
        return builder;
    }

    private static Path launcherJar() throws IOException {
        try (var jars =
                Files.newDirectoryStream(Built.ROOT.resolve("standalone/target"), "papertrader-standalone-*.jar")) {
            return jars.iterator().next();
        }
    }

    Path home() {
        return home;
    }

    String consoleText() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    WorkerAddress worker() {
        return WorkerAddress.parse(found(ADDRESS, "Worker"));
    }

    WorkerAddress master() {
        return WorkerAddress.parse(found(ADDRESS, "Master"));
    }

    String management(String server) {
        Matcher matcher = MANAGEMENT.matcher(consoleText());
        while (matcher.find()) {
            if (matcher.group(2).equals(server)) {
                return matcher.group(1);
            }
        }
        throw new AssertionError("The console names no management address: " + consoleText());
    }

    private String found(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(consoleText());
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return matcher.group(2);
            }
        }
        throw new AssertionError("The console does not name the " + name + ": " + consoleText());
    }

    /** A client of the library, through this network's worker; closed with the network. */
    PaperTraderClient client() {
        return client(worker());
    }

    PaperTraderClient client(WorkerAddress worker) {
        return client(ClientOptions.of(List.of(worker), new SplittableRandom(1)));
    }

    PaperTraderClient client(ClientOptions options) {
        PaperTraderClient client = PaperTraderClient.create(vertx, options);
        clients.add(client);
        return client;
    }

    /** The papertrader command as a user of this name types it. */
    Result papertrader(String user, String... arguments) throws IOException {
        return run(command(user, arguments));
    }

    /** The same for a trade, as soon as the master has a value that is fresh enough. */
    Result trade(String user, String... arguments) {
        return Awaitility.await("a fresh value")
                .atMost(START_SECONDS, TimeUnit.SECONDS)
                .until(
                        () -> papertrader(user, arguments),
                        traded -> !traded.err().contains("no fresh value"));
    }

    /** The command, to be started. */
    ProcessBuilder command(String user, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Built.command()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "PAPERTRADER_HOME", home.toString(),
                        "PAPERTRADER_SESSION",
                                home.resolve("session-of-" + user + ".json").toString(),
                        "PAPERTRADER_PASSWORD", "correct horse battery staple",
                        "PAPERTRADER_WORKER", worker().toString(),
                        "PAPERTRADER_MASTER_HTTP", management("master"),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "NO_COLOR", "1"));
        return builder;
    }

    /** Registers a worker of this machine, once it has made its key. */
    void register(String name, UUID uuid, Path key, int port) throws IOException {
        Awaitility.await().atMost(START_SECONDS, TimeUnit.SECONDS).until(() -> Files.exists(key));
        papertrader(
                        "op",
                        "admin",
                        "workers",
                        "register",
                        name,
                        "--uuid",
                        uuid.toString(),
                        "--key",
                        key.toString(),
                        "--allow",
                        "127.0.0.1",
                        "--address",
                        "127.0.0.1:" + port)
                .expectDone();
    }

    /** Waits until the worker is linked to a master that answers. */
    void awaitServed() {
        Awaitility.await("the worker is ready")
                .atMost(START_SECONDS, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> RestAssured.get(management("worker") + "/q/health/ready")
                                .statusCode()
                        == READY);
    }

    /** Sends a signal by its name, without SIG; a process that has ended meanwhile needs none. */
    static void signal(String name, ProcessHandle process) throws IOException {
        int exit = run(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())))
                .exit();
        assertThat(exit == 0 || !process.isAlive()).as("kill -%s", name).isTrue();
    }

    /** Runs a program to its end. */
    static Result run(ProcessBuilder builder) throws IOException {
        Path out = Files.createTempFile("papertrader-out", ".txt");
        Path err = Files.createTempFile("papertrader-err", ".txt");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        if (!ends(process, START_SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + builder.command());
        }
        Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return result;
    }

    long launcherNumber() {
        return launcher.pid();
    }

    /** The process of the master or the worker. */
    ProcessHandle server(String name) {
        return launcher.descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .orElse("")
                        .contains(Built.server(name).getLast()))
                .findFirst()
                .orElseThrow();
    }

    /** The database's first process, which is no child of the launcher. */
    ProcessHandle database() throws IOException {
        String first =
                Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
    }

    /** The launcher dies without a word. */
    void killLauncher() {
        launcher.destroyForcibly().onExit().join();
    }

    /** Waits until the launcher has ended by itself. */
    int waitForEnd() {
        assertThat(ends(launcher, STOP_SECONDS)).as("the launcher ends").isTrue();
        return launcher.exitValue();
    }

    /** Ctrl-C, as far as the launcher can tell. */
    int stop() {
        launcher.destroy();
        return waitForEnd();
    }

    private static boolean ends(Process process, long seconds) {
        return process.onExit()
                .thenApply(ended -> true)
                .completeOnTimeout(false, seconds, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() throws IOException {
        clients.forEach(PaperTraderClient::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
        List<ProcessHandle> children = launcher.descendants().toList();
        launcher.destroy();
        if (!ends(launcher, STOP_SECONDS)) {
            launcher.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
        Files.deleteIfExists(console);
    }
}
