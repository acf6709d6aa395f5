package io.papertrader.client.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A third party whose certificate the system does not trust. */
class FormClientTest {
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private Path certificate;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws Exception {
        SelfSignedCertificate made = SelfSignedCertificate.make(
                List.of(new HostName("127.0.0.1")), Instant.now(), Duration.ofDays(1), new SecureRandom());
        certificate = Files.writeString(folder.resolve("certificate.pem"), made.certificate());
        Path key = Files.writeString(folder.resolve("key.pem"), made.key());
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(certificate.toString())
                                .addKeyPath(key.toString())))
                .requestHandler(request -> request.response().end("{\"said\": \"this\"}"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void believesACertificateThatItWasGiven() {
        assertThat(answer(Optional.of(certificate)).join().text("said")).isEqualTo("this");
    }

    @Test
    void believesNoOther() {
        assertThat(answer(Optional.empty())).failsWithin(Duration.ofMinutes(1));
    }

    private CompletableFuture<FormClient.Answer> answer(Optional<Path> trust) {
        return new FormClient(vertx, new ProviderName("acme"), trust)
                .get(URI.create("https://127.0.0.1:" + server.actualPort() + "/"))
                .toCompletionStage()
                .toCompletableFuture();
    }
}
