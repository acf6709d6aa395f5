package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.connection.ClientOptions;
import io.papertrader.client.connection.Encryption;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.WorkerAddress;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that others than its own machine reach. */
class TlsIT {
    private static final int UNREACHABLE = 4;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    private static RunningNetwork network;

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.startAsShipped(home, Map.of("PAPERTRADER_LISTEN_HOST", "0.0.0.0"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }

    @Test
    void comesUpWithACertificateThatItMadeForItself() throws Exception {
        Path certificate = home.toRealPath().resolve("tls/certificate.pem");
        assertThat(network.consoleText())
                .contains("Made a certificate for localhost, 127.0.0.1")
                .contains("wss://127.0.0.1:")
                .contains("./papertrader register --trust " + certificate);

        assertThat(network.papertrader("pupil", "register", "pupil", "--email", "p@example.org")
                        .err())
                .contains("cannot read what it is sent: This port speaks TLS. For TLS, use --tls, or --trust FILE");
        network.papertrader("pupil", "register", "pupil", "--email", "p@example.org", "--trust", certificate.toString())
                .expectDone();
        network.papertrader("pupil", "login", "pupil", "--trust", certificate.toString())
                .expectDone();
        assertThat(network.papertrader("pupil", "portfolio").expectDone()).contains("100,000.00");
    }

    @Test
    void showsARenewedCertificateWithoutARestart() throws Exception {
        Path folder = folder("renewed");
        CertificateFiles files = CertificateFiles.make(folder);
        Map<String, String> settings = new HashMap<>(files.variables());
        settings.put("PAPERTRADER_TLS_RELOAD_PERIOD", "1s");
        settings.put("QUARKUS_HTTP_HOST", "0.0.0.0");
        // By name, so that names are looked up.
        settings.put(
                "PAPERTRADER_MASTER_ADDRESS", "localhost:" + network.master().port());
        int port = WorkerProcess.freePort();
        UUID uuid = new UUID(0, 4);
        try (WorkerProcess worker = WorkerProcess.start(network, uuid, folder, port, settings)) {
            network.register("renewed", uuid, folder.resolve("keys/public.asc"), port);
            String health = worker.management().replace("http:", "https:") + "/q/health/ready";
            Awaitility.await()
                    .atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> RestAssured.given()
                                    .relaxedHTTPSValidation()
                                    .get(health)
                                    .statusCode()
                            == 200);
            Path before = Files.copy(files.certificate(), folder.resolve("before.pem"));
            PaperTraderClient old = client(port, before);
            old.workers().toCompletionStage().toCompletableFuture().join();

            CertificateFiles.make(folder);

            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> asked(port, files.certificate()).exit() == 0);
            assertThat(asked(port, before).err()).contains("signed by nobody whom this machine trusts");
            old.workers().toCompletionStage().toCompletableFuture().join();
            assertThat(worker.log()).contains("New connections are shown what is in " + files.certificate() + " now");
        }
    }

    private static PaperTraderClient client(int port, Path trusted) {
        return network.client(ClientOptions.of(List.of(new WorkerAddress("localhost", port)), new SplittableRandom(1))
                .withEncryption(Encryption.trusting(trusted)));
    }

    private static RunningNetwork.Result asked(int port, Path trusted) throws IOException {
        return network.papertrader("op", "workers", "--worker", "localhost:" + port, "--trust", trusted.toString());
    }

    @Test
    void saysWhatIsWrongWithACertificate() throws Exception {
        Instant now = Instant.now();

        assertThat(refusal("other", "other.example.org", now)).contains("its certificate is for another host");
        assertThat(refusal("expired", "localhost", now.minus(Duration.ofDays(3))))
                .contains("its certificate is no longer valid");
        assertThat(network.papertrader(
                                "op",
                                "workers",
                                "--tls",
                                "--worker",
                                network.worker().toString())
                        .err())
                .contains("signed by nobody whom this machine trusts; use --trust");
    }

    /** The command's words about a worker that shows such a certificate. */
    private static String refusal(String name, String host, Instant made) throws IOException {
        Path folder = folder(name);
        CertificateFiles files = CertificateFiles.make(folder, host, made);
        int port = WorkerProcess.freePort();
        try (WorkerProcess worker = WorkerProcess.start(network, new UUID(0, 5), folder, port, files.variables())) {
            Awaitility.await().atMost(SOON).until(() -> worker.log().contains("Listening for clients"));

            RunningNetwork.Result refused = asked(port, files.certificate());

            assertThat(refused.exit()).isEqualTo(UNREACHABLE);
            return refused.err();
        }
    }

    @Test
    void saysThatAWorkerSpeaksNoTls() throws Exception {
        int port = WorkerProcess.freePort();
        try (WorkerProcess worker = WorkerProcess.start(network, new UUID(0, 6), folder("clear"), port)) {
            Awaitility.await().atMost(SOON).until(() -> worker.log().contains("Listening for clients"));

            assertThat(network.papertrader("op", "workers", "--tls", "--worker", "localhost:" + port)
                            .err())
                    .contains("it does not speak TLS");
        }
    }
}
