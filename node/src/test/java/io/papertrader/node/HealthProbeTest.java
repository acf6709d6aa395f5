package io.papertrader.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The health check of the images, asked of a server that is well, one that is not, and none. */
class HealthProbeTest {
    /** A first handshake of a busy machine takes more than a probe of the images would wait for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger status = new AtomicInteger(200);

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesByTheAnswerOfTheServerWithTlsOrWithout(boolean isTls) {
        int port = start(isTls).actualPort();

        assertThat(HealthProbe.ask(Map.of(), port, PATIENCE)).isTrue();
        assertThat(HealthProbe.ask(Map.of("QUARKUS_HTTP_PORT", String.valueOf(port)), 1, PATIENCE))
                .isTrue();
        status.set(503);
        assertThat(HealthProbe.ask(Map.of(), port, PATIENCE)).isFalse();
    }

    @Test
    void isNotWellWhereThereIsNoServer() {
        HttpServer server = start(false);
        server.close().toCompletionStage().toCompletableFuture().join();

        assertThat(HealthProbe.ask(Map.of(), server.actualPort(), PATIENCE)).isFalse();
    }

    private HttpServer start(boolean isTls) {
        HttpServerOptions options = new HttpServerOptions().setSsl(isTls);
        if (isTls) {
            SelfSignedCertificate made = SelfSignedCertificate.make(
                    List.of(new HostName("elsewhere.example.org")),
                    Instant.now(),
                    Duration.ofDays(1),
                    new SecureRandom());
            options.setKeyCertOptions(new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(made.certificate()))
                    .addKeyValue(Buffer.buffer(made.key())));
        }
        return vertx.createHttpServer(options)
                .requestHandler(request -> request.response()
                        .setStatusCode(request.path().equals("/q/health/live") ? status.get() : 404)
                        .end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
