package io.papertrader.node.tls;

import io.papertrader.codec.tls.HostName;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Quarkus's own settings of TLS, made from PaperTrader's: its registry reads the certificate, now and then again, and
 * its HTTP server shows it where it is not on loopback.
 */
public final class RegistrySettings implements ConfigSourceFactory {
    /** The certificate's name in the registry. */
    static final String NAME = "papertrader";

    /** More than the files of a server, less than its environment: who knows Quarkus's own settings may set them. */
    private static final int ORDINAL = 275;

    private static final String REGISTRY = "quarkus.tls." + NAME + ".";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Optional<String> certificate = value(context, "papertrader.tls.certificate");
        Optional<String> key = value(context, "papertrader.tls.key");
        if (certificate.isEmpty() || key.isEmpty()) {
            return List.of();
        }
        Map<String, String> settings = new HashMap<>(Map.of(
                REGISTRY + "key-store.pem.0.cert",
                certificate.get(),
                REGISTRY + "key-store.pem.0.key",
                key.get(),
                REGISTRY + "protocols",
                "TLSv1.3,TLSv1.2",
                REGISTRY + "handshake-timeout",
                "5s",
                REGISTRY + "alpn",
                "false",
                REGISTRY + "reload-period",
                value(context, "papertrader.tls.reload-period").orElse("1m")));
        if (!HostName.isLoopback(value(context, "quarkus.http.host").orElse(""))) {
            settings.put("quarkus.http.tls-configuration-name", NAME);
            settings.put("quarkus.http.insecure-requests", "disabled");
            settings.put(
                    "quarkus.http.ssl-port", value(context, "quarkus.http.port").orElse("0"));
        }
        return List.of(new PropertiesConfigSource(settings, "TLS of PaperTrader", ORDINAL));
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name).getValue()).filter(value -> !value.isBlank());
    }
}
