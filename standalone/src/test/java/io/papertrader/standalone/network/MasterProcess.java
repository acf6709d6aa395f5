package io.papertrader.standalone.network;

import io.papertrader.codec.message.WorkerAddress;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A further master on a network's database, which stands by. Its settings are the first one's as Linux shows them. */
final class MasterProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final int port;
    private final int httpPort;

    private MasterProcess(Process process, int port, int httpPort) {
        this.process = process;
        this.port = port;
        this.httpPort = httpPort;
    }

    /**
     * Starts one with the first one's key, in a folder of its own, and waits until it says that it has started and
     * stands by.
     */
    static MasterProcess start(RunningNetwork network, Path directory) throws IOException {
        return start(network, directory, Map.of());
    }

    /** The same with further variables. */
    static MasterProcess start(RunningNetwork network, Path directory, Map<String, String> further) throws IOException {
        int port = WorkerProcess.freePort();
        int httpPort = WorkerProcess.freePort();
        ProcessBuilder builder = beside(
                        network,
                        directory,
                        Map.of(
                                "PAPERTRADER_LISTEN_PORT", String.valueOf(port),
                                "QUARKUS_HTTP_PORT", String.valueOf(httpPort)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("console.txt").toFile());
        builder.environment().putAll(further);
        MasterProcess master = new MasterProcess(builder.start(), port, httpPort);
        Awaitility.await()
                .atMost(START)
                .ignoreExceptions()
                .until(() ->
                        "standby".equals(master.role()) && master.get("started").statusCode() == 200);
        return master;
    }

    /**
     * The program of one that would stand by, with the first one's key and settings but for these variables. It has a
     * launcher: it ends where its input does.
     */
    static ProcessBuilder beside(RunningNetwork network, Path directory, Map<String, String> further)
            throws IOException {
        Path keys = Files.createDirectories(directory.resolve("keys"));
        for (String file : new String[] {"secret.asc", "public.asc"}) {
            Files.copy(
                    network.home().resolve("master/keys").resolve(file),
                    keys.resolve(file),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        ProcessBuilder builder = new ProcessBuilder(Built.quickServer("master"));
        builder.environment().putAll(environment(network.server("master")));
        builder.environment().put("PAPERTRADER_DIRECTORY", directory.toString());
        builder.environment().putAll(further);
        return builder;
    }

    /** A variable of the network's own master. */
    static String variable(RunningNetwork network, String name) throws IOException {
        return environment(network.server("master")).get(name);
    }

    private static Map<String, String> environment(ProcessHandle process) throws IOException {
        String all = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "environ"));
        return Arrays.stream(all.split("\0"))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
    }

    /** The address at which workers find it once it leads. */
    WorkerAddress address() {
        return new WorkerAddress("127.0.0.1", port);
    }

    Response get(String probe) {
        return RestAssured.get("http://127.0.0.1:" + httpPort + "/q/health/" + probe);
    }

    private String role() {
        return get("ready").jsonPath().getString("checks.find { it.name == 'master' }.data.role");
    }

    void signal(String name) throws IOException {
        RunningNetwork.signal(name, process.toHandle());
    }

    /** Asks it to end; its exit code. */
    int stop() {
        process.destroy();
        return process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join().exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
