package io.papertrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.client.WorkerStandIn;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private WorkerStandIn worker;

    @BeforeEach
    void start() throws Exception {
        Path keys = folder.resolve("worker.p12");
        makeKeys(keys);
        worker = WorkerStandIn.start(
                        vertx,
                        new NetServerOptions()
                                .setSsl(true)
                                .setKeyCertOptions(new PfxOptions()
                                        .setPath(keys.toString())
                                        .setPassword(PASSWORD)))
                .answer(GetWorkers.class, request -> new WorkerList(List.of()));
    }

    @AfterEach
    void stop() {
        worker.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Java makes certificates by this program only. */
    private static void makeKeys(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "worker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=worker",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    private Path certificate() throws Exception {
        KeyStore store = KeyStore.getInstance(folder.resolve("worker.p12").toFile(), PASSWORD.toCharArray());
        String body = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("worker").getEncoded());
        return Files.writeString(
                folder.resolve("worker.pem"), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private WorkerList workers(Tls tls) {
        PaperTraderClient client = PaperTraderClient.create(
                vertx,
                ClientOptions.of(List.of(worker.address()), new Random(1))
                        .failingFast()
                        .withTls(tls));
        try {
            return client.workers().toCompletionStage().toCompletableFuture().join();
        } finally {
            client.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void speaksTlsWithAWorkerWhoseCertificateIsTrusted() throws Exception {
        assertThat(workers(new Tls(Optional.of(certificate()))).workers()).isEmpty();
    }

    @Test
    void refusesAWorkerWhoseCertificateIsNotTrusted() {
        assertThatThrownBy(() -> workers(new Tls(Optional.empty()))).hasCauseInstanceOf(UnreachableException.class);
    }
}
