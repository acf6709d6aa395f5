package io.papertrader.node.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.node.StartRefusal;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificates and refusals before a server listens; {@code TlsTest} of the worker has the handshakes. */
class ServerTlsTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** The settings of an operator. */
    private record Settings(Optional<Path> certificate, Optional<Path> key, ClearText clearText) implements TlsConfig {
        private static final Settings NONE = new Settings(Optional.empty(), Optional.empty(), ClearText.ON_LOOPBACK);

        @Override
        public Duration reloadPeriod() {
            return Duration.ofMinutes(1);
        }
    }

    private ServerTls with(TlsConfig settings) {
        return new ServerTls(vertx, settings, new Empty(), InstantSource.system());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "trade.example.org"})
    void refusesClearTextThatLeavesThisMachineAndSaysWhatToDo(String host) {
        assertThatThrownBy(() -> with(Settings.NONE).refuseClearText("The port", host, "PAPERTRADER_LISTEN_HOST"))
                .isInstanceOf(StartRefusal.class)
                .hasMessageStartingWith(
                        "The port on " + host + " would speak in the clear: set PAPERTRADER_TLS_CERTIFICATE")
                .hasMessageContainingAll(
                        "PAPERTRADER_LISTEN_HOST=127.0.0.1", "PAPERTRADER_TLS_CLEAR_TEXT=something-else-encrypts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "localhost"})
    void takesClearTextThatStaysOnThisMachine(String loopback) {
        assertThatCode(() -> with(Settings.NONE).refuseClearText("The port", loopback, "X"))
                .doesNotThrowAnyException();
    }

    @Test
    void believesTheOperatorThatSomethingElseEncrypts() {
        Settings said = new Settings(Optional.empty(), Optional.empty(), ClearText.SOMETHING_ELSE_ENCRYPTS);

        assertThatCode(() -> with(said).refuseClearText("The port", "0.0.0.0", "X"))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesHalfAPair() {
        Settings half = new Settings(Optional.of(Path.of("a.pem")), Optional.empty(), ClearText.ON_LOOPBACK);

        assertThatThrownBy(() -> with(half))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("set both PAPERTRADER_TLS_CERTIFICATE and PAPERTRADER_TLS_KEY, or neither");
    }

    @Test
    void encryptsTheManagementPortWhereOthersReachIt() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "papertrader.tls.certificate", "a.pem",
                "papertrader.tls.key", "b.pem",
                "quarkus.http.host", "0.0.0.0",
                "quarkus.http.port", "9048"));

        assertThat(value(settings, "quarkus.http.insecure-requests")).contains("disabled");
        assertThat(value(settings, "quarkus.http.ssl-port")).contains("9048");
        assertThat(value(settings, "quarkus.tls.papertrader.protocols")).contains("TLSv1.3,TLSv1.2");
        settings.put("quarkus.http.host", "127.0.0.1");
        assertThat(value(settings, "quarkus.http.insecure-requests")).isEmpty();
    }

    private static Optional<String> value(Map<String, String> settings, String name) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 300))
                .withSources(new RegistrySettings())
                .build()
                .getOptionalValue(name, String.class);
    }

    /** The registry where no certificate is set. */
    private static final class Empty implements TlsConfigurationRegistry {
        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException();
        }
    }
}
