package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real third party, started from its distribution on a free port, with a realm of two users. */
final class Keycloak implements AutoCloseable {
    /** The folder of the distribution; {@code make test} names one, plain Maven does not. */
    static final String FOLDER = "papertrader.keycloak";

    private static final long START_SECONDS = 240;

    private final Process process;
    private final Path console;
    private final int port;

    private Keycloak(Process process, Path console, int port) {
        this.process = process;
        this.console = console;
        this.port = port;
    }

    /** Starts it, which takes a while. */
    static Keycloak begin() throws IOException {
        Path folder = Path.of(System.getProperty(FOLDER));
        Path realms = Files.createDirectories(folder.resolve("data/import"));
        try (InputStream realm = Keycloak.class.getResourceAsStream("/identity/papertrader-realm.json")) {
            Files.write(realms.resolve("papertrader-realm.json"), realm.readAllBytes());
        }
        int port = WorkerProcess.freePort();
        Path console = Files.createTempFile("keycloak", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                folder.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xms64m -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        return new Keycloak(
                builder.redirectErrorStream(true)
                        .redirectOutput(console.toFile())
                        .start(),
                console,
                port);
    }

    void awaitListening() {
        Awaitility.await("Keycloak listens")
                .atMost(START_SECONDS, TimeUnit.SECONDS)
                .failFast(() -> assertThat(process.isAlive()).as(said()).isTrue())
                .until(() -> said().contains("Listening on:"));
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + port + "/realms/papertrader");
    }

    private String said() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
        Files.deleteIfExists(console);
    }
}
