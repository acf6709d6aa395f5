package io.papertrader.master.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A third party whose certificate the system does not trust. */
class PublisherTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private Path certificate;

    @TempDir
    Path folder;

    @BeforeEach
    void publish() throws Exception {
        SelfSignedCertificate made = SelfSignedCertificate.make(
                List.of(new HostName("127.0.0.1")), Instant.now(), Duration.ofDays(1), new SecureRandom());
        certificate = Files.writeString(folder.resolve("certificate.pem"), made.certificate());
        Path key = Files.writeString(folder.resolve("key.pem"), made.key());
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(certificate.toString())
                                .addKeyPath(key.toString())))
                .requestHandler(request -> request.response().end("published"))
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
    void isBelievedWhereTheOperatorTrustsItsCertificate() {
        assertThat(fetch("127.0.0.1", Optional.of(certificate))).isEqualTo("published");
    }

    @Test
    void isNotBelievedOtherwiseOrUnderAnotherName() {
        assertThatThrownBy(() -> fetch("127.0.0.1", Optional.empty()))
                .hasRootCauseInstanceOf(Exception.class)
                .hasStackTraceContaining(SSLHandshakeException.class.getSimpleName());
        assertThatThrownBy(() -> fetch("localhost", Optional.of(certificate)))
                .hasStackTraceContaining(SSLHandshakeException.class.getSimpleName());
    }

    @Test
    void believesWhatTheFileHasNowWithoutARestart() throws Exception {
        Path trust = Files.writeString(folder.resolve("trust.pem"), other());
        Publisher publisher = new Publisher(vertx, Optional.of(trust));
        assertThatThrownBy(() -> fetch("127.0.0.1", publisher))
                .hasStackTraceContaining(SSLHandshakeException.class.getSimpleName());

        Files.copy(certificate, trust, StandardCopyOption.REPLACE_EXISTING);

        assertThat(fetch("127.0.0.1", publisher)).isEqualTo("published");
        Files.writeString(trust, other());
        assertThatThrownBy(() -> fetch("127.0.0.1", publisher))
                .as("nor those that were taken out of it")
                .hasStackTraceContaining(SSLHandshakeException.class.getSimpleName());
    }

    @Test
    void keepsTheCertificatesOfBeforeWhileTheFileHasNone() throws Exception {
        Path trust = Files.copy(certificate, folder.resolve("trust.pem"));
        Publisher publisher = new Publisher(vertx, Optional.of(trust));
        fetch("127.0.0.1", publisher);

        Files.writeString(trust, "no certificate");
        assertThat(fetch("127.0.0.1", publisher)).isEqualTo("published");
        Files.delete(trust);
        assertThat(fetch("127.0.0.1", publisher)).isEqualTo("published");
    }

    @Test
    void saysWhichFileCannotBeUsed() {
        Path missing = folder.resolve("missing.pem");

        assertThatThrownBy(() -> fetch("127.0.0.1", Optional.of(missing)))
                .hasStackTraceContaining("The certificates in " + missing + " cannot be used");
    }

    private static String other() throws Exception {
        return SelfSignedCertificate.make(
                        List.of(new HostName("127.0.0.1")), Instant.now(), Duration.ofDays(1), new SecureRandom())
                .certificate();
    }

    private String fetch(String host, Optional<Path> trust) {
        return fetch(host, new Publisher(vertx, trust));
    }

    private String fetch(String host, Publisher publisher) {
        return publisher
                .fetch(WebAddress.parse("https://" + host + ":" + server.actualPort() + "/keys"))
                .await()
                .atMost(LIMIT);
    }
}
