package io.papertrader.worker.clients;

import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.nio.file.Path;

/** The certificate that both doors show, where there is one. */
final class Certificate {
    private Certificate() {}

    /** Lets a server speak TLS where a certificate is set. */
    static void applyTo(TCPSSLOptions options, ClientsConfig config) {
        ClientsConfig.Tls tls = config.tls();
        if (tls.certificate().isPresent() && config.proxies().isPresent()) {
            throw new IllegalStateException(
                    "papertrader.listen.proxies and papertrader.listen.tls.certificate exclude each other:"
                            + " let the balancer speak TLS, or say nothing of its clients");
        }
        tls.certificate()
                .ifPresent(file -> options.setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(file.toString())
                                .setKeyPath(key(tls).toString())));
    }

    private static Path key(ClientsConfig.Tls tls) {
        return tls.key()
                .orElseThrow(() -> new IllegalStateException(
                        "papertrader.listen.tls.key must name the certificate's private key"));
    }
}
