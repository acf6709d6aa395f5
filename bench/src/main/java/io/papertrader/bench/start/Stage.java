package io.papertrader.bench.start;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The surroundings that the programs need: a migrated database, folders, keys, free ports, a worker that is registered.
 */
public final class Stage implements AutoCloseable {
    private static final String USER = "postgres";

    /** No database of these runs outlives them. */
    private static final String DATABASE = "papertrader";

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final UUID worker = new UUID(0, 1);
    private final int masterPort = freePort();
    private final int masterHttp = freePort();
    private final int workerPort = freePort();
    private final int workerHttp = freePort();

    private Stage(Path folder, EmbeddedPostgres postgres) throws IOException {
        this.folder = folder;
        this.postgres = postgres;
    }

    public static Stage open() throws IOException, SQLException {
        return open(EmbeddedPostgres.start());
    }

    /** A stage with a Postgres of the measurement's own, which the stage ends. */
    public static Stage open(EmbeddedPostgres postgres) throws IOException, SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + DATABASE);
        }
        return new Stage(Scratch.folder("papertrader-bench"), postgres);
    }

    /** A superuser's session in the master's database. */
    public Connection connect() throws SQLException {
        return postgres.getDatabase(USER, DATABASE).getConnection();
    }

    public Probe masterProbe() {
        return new Probe.Workers(masterPort);
    }

    public Probe workerProbe() {
        return new Probe.Workers(workerPort);
    }

    /** A probe for a worker whose port speaks something else than the protocol alone. */
    public Probe workerReadyProbe() {
        return Probe.ready(workerHttp);
    }

    /** The port where clients reach the worker. */
    public int workerPort() {
        return workerPort;
    }

    /** The port of the master's metrics and probes. */
    public int masterHttp() {
        return masterHttp;
    }

    public Map<String, String> masterEnvironment() {
        return Map.of(
                "PAPERTRADER_DIRECTORY",
                folder.resolve("master").toString(),
                "PAPERTRADER_DATABASE_ADDRESS",
                "127.0.0.1:" + postgres.getPort(),
                "PAPERTRADER_DATABASE_NAME",
                DATABASE,
                "PAPERTRADER_DATABASE_USER",
                USER,
                "PAPERTRADER_LISTEN_HOST",
                "127.0.0.1",
                "PAPERTRADER_LISTEN_PORT",
                String.valueOf(masterPort),
                "QUARKUS_HTTP_PORT",
                String.valueOf(masterHttp));
    }

    /** The port where workers reach the master. */
    public int masterPort() {
        return masterPort;
    }

    /** The parent of the database's processes. */
    public ProcessHandle database() throws SQLException {
        return DurablePostgres.process(postgres);
    }

    public int databasePort() {
        return postgres.getPort();
    }

    /** The surroundings of a further master of this name, with the key of the first, which has started by now. */
    public Map<String, String> furtherMasterEnvironment(String name, int port, int http) throws IOException {
        Path keys = Files.createDirectories(folder.resolve(name).resolve("keys"));
        for (String file : List.of("secret.asc", "public.asc")) {
            Files.copy(
                    folder.resolve("master/keys").resolve(file),
                    keys.resolve(file),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Map<String, String> environment = new HashMap<>(masterEnvironment());
        environment.put("PAPERTRADER_DIRECTORY", folder.resolve(name).toString());
        environment.put("PAPERTRADER_LISTEN_PORT", String.valueOf(port));
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(http));
        return environment;
    }

    public Map<String, String> workerEnvironment() {
        return Map.of(
                "PAPERTRADER_DIRECTORY", folder.resolve("worker").toString(),
                "PAPERTRADER_WORKER_UUID", worker.toString(),
                "PAPERTRADER_WORKER_PUBLIC_ADDRESS", workerAddress(),
                "PAPERTRADER_MASTER_ADDRESS", "127.0.0.1:" + masterPort,
                "PAPERTRADER_MASTER_PUBLIC_KEY",
                        folder.resolve("master/keys/public.asc").toString(),
                "PAPERTRADER_LISTEN_HOST", "127.0.0.1",
                "PAPERTRADER_LISTEN_PORT", String.valueOf(workerPort),
                "PAPERTRADER_WEB_SOCKET_PORT", "0",
                "QUARKUS_HTTP_PORT", String.valueOf(workerHttp));
    }

    public Map<String, String> clientEnvironment() {
        return Map.of(
                "PAPERTRADER_HOME", folder.toString(),
                "PAPERTRADER_SESSION", folder.resolve("session.json").toString(),
                "PAPERTRADER_WORKER", workerAddress(),
                "PAPERTRADER_MASTER_HTTP", "http://127.0.0.1:" + masterHttp);
    }

    /** Makes the worker's key and registers it on the running master, as an operator does. */
    public void registerWorker(List<String> client) throws IOException {
        Path keys = folder.resolve("worker/keys");
        run(client, "admin", "workers", "key", "bench", "--out", keys.toString());
        run(
                client,
                "admin",
                "workers",
                "register",
                "bench",
                "--uuid",
                worker.toString(),
                "--key",
                keys.resolve("public.asc").toString(),
                "--allow",
                "127.0.0.1",
                "--address",
                workerAddress());
    }

    private void run(List<String> client, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(client);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(clientEnvironment());
        int code = builder.start().onExit().join().exitValue();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
    }

    private String workerAddress() {
        return "127.0.0.1:" + workerPort;
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
