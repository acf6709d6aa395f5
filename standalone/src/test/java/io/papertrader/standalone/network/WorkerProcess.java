package io.papertrader.standalone.network;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.OS;

/** A further worker, started as an operator starts one. */
final class WorkerProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 30;
    private static final Duration START = Duration.ofSeconds(60);
    private static final int FIRST_PORT = 7_000;
    private static final int PORTS = 3_000;
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));
    private static final Queue<Socket> HELD = new ConcurrentLinkedQueue<>();

    private final Process process;
    private final Path console;
    private final int port;
    private final int httpPort;
    private final int browsersPort;

    private WorkerProcess(Process process, Path console, int port, int httpPort, int browsersPort) {
        this.port = port;
        this.browsersPort = browsersPort;
        this.process = process;
        this.console = console;
        this.httpPort = httpPort;
    }

    static WorkerProcess start(RunningNetwork network, UUID uuid, Path directory, int port) throws IOException {
        return start(network, uuid, directory, port, Map.of());
    }

    /**
     * A worker with further variables, and arguments for the program. Without {@code JAVA_TOOL_OPTIONS} among them it
     * starts quickly; with them, it has those of this JVM's environment too.
     */
    static WorkerProcess start(
            RunningNetwork network,
            UUID uuid,
            Path directory,
            int port,
            Map<String, String> further,
            String... arguments)
            throws IOException {
        Path console = directory.resolve("console.txt");
        int httpPort = freePort();
        List<String> command = new ArrayList<>(Built.server("worker"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PAPERTRADER_DIRECTORY",
                        directory.toString(),
                        "PAPERTRADER_WORKER_UUID",
                        uuid.toString(),
                        "PAPERTRADER_WORKER_PUBLIC_ADDRESS",
                        "127.0.0.1:" + port,
                        "PAPERTRADER_MASTER_ADDRESS",
                        network.master().toString(),
                        "PAPERTRADER_MASTER_PUBLIC_KEY",
                        network.home().resolve("master/keys/public.asc").toString(),
                        "PAPERTRADER_MASTER_LONGEST_RETRY",
                        "1s",
                        "PAPERTRADER_LISTEN_HOST",
                        "127.0.0.1",
                        "PAPERTRADER_LISTEN_PORT",
                        String.valueOf(port),
                        "PAPERTRADER_LISTEN_SHARE_PORT",
                        "true",
                        "QUARKUS_HTTP_PORT",
                        String.valueOf(httpPort)));
        int browsersPort = freePort();
        builder.environment().put("PAPERTRADER_WEB_SOCKET_PORT", String.valueOf(browsersPort));
        String options = builder.environment().getOrDefault("JAVA_TOOL_OPTIONS", "");
        builder.environment().put("JAVA_TOOL_OPTIONS", Built.QUICK);
        builder.environment().putAll(further);
        builder.environment().compute("JAVA_TOOL_OPTIONS", (name, theirs) -> (options + " " + theirs).strip());
        return new WorkerProcess(builder.start(), console, port, httpPort, browsersPort);
    }

    String log() throws IOException {
        return Files.readString(console);
    }

    void awaitReady() {
        Awaitility.await()
                .atMost(START)
                .ignoreExceptions()
                .until(() -> isAlive()
                        && RestAssured.get(management() + "/q/health/ready").statusCode() == 200);
    }

    /** The sum of a metric's values. */
    double metric(String name) {
        return RestAssured.get(management() + "/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    int port() {
        return port;
    }

    int browsersPort() {
        return browsersPort;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(String name) throws IOException {
        RunningNetwork.signal(name, process.toHandle());
    }

    /** Asks it to stop, and waits until it has; gives its exit code. */
    int stop() {
        process.destroy();
        return awaitEnd();
    }

    /** Waits until it has ended, and gives its exit code. */
    int awaitEnd() {
        return process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join().exitValue();
    }

    String management() {
        return "http://127.0.0.1:" + httpPort;
    }

    /**
     * A port for a server that opens it on whatever address, given to no other test of this JVM. It lies below those
     * that the kernel gives to the connections of other tests, and below those in which the launcher looks for one.
     */
    static int freePort() throws IOException {
        for (int i = 0; i < PORTS; i++) {
            Socket holder = new Socket();
            try {
                holder.bind(new InetSocketAddress(FIRST_PORT + NEXT_PORT.getAndIncrement() % PORTS));
            } catch (BindException taken) {
                holder.close();
                continue;
            }
            int port = holder.getLocalPort();
            hold(holder);
            return port;
        }
        throw new IOException("All ports of tests are taken");
    }

    /**
     * Linux lets a server open a port beside a socket that is bound and does not listen, once both say that they share
     * it. The tests of other JVMs, which begin alone, find it taken. Elsewhere it would be taken for the server too.
     */
    private static void hold(Socket holder) throws IOException {
        if (OS.LINUX.isCurrentOs()) {
            holder.setReuseAddress(true);
            HELD.add(holder);
        } else {
            holder.close();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS)
                .thenAccept(ended -> process.destroyForcibly())
                .join();
    }
}
