package io.papertrader.node.tls;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The management port takes the operator's token and shows what the network does: on loopback in the clear, elsewhere
 * with TLS.
 */
@Singleton
final class ManagementPort {
    private static final String DISABLED = "disabled";

    private final ServerTls tls;
    private final String host;
    private final String clearText;

    /** Quarkus's settings, however an operator came to set them. */
    ManagementPort(
            ServerTls tls,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.insecure-requests", defaultValue = "enabled") String clearText) {
        this.tls = tls;
        this.host = host;
        this.clearText = clearText;
    }

    void start(@Observes StartupEvent event) {
        if (!clearText.equalsIgnoreCase(DISABLED)) {
            tls.refuseClearText("The management port", host, "QUARKUS_HTTP_HOST");
        }
    }
}
