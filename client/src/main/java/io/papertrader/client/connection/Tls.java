package io.papertrader.client.connection;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Encryption between client and worker. The worker's certificate must be valid for the host that was asked for.
 *
 * @param trust a PEM file of the certificates to trust; without it those of the Java runtime
 */
public record Tls(Optional<Path> trust) {
    void applyTo(NetClientOptions options) {
        options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
        trust.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    }
}
