package io.papertrader.node.tls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** TLS on the doors for clients, and on a management port that others than this machine reach. */
@ConfigMapping(prefix = "papertrader.tls")
public interface TlsConfig {
    /**
     * The PEM file of the certificate, with its chain. The ports for clients show it, and so does the management port
     * where it listens on more than loopback.
     */
    Optional<Path> certificate();

    /** The PEM file of the certificate's private key, without a passphrase. */
    Optional<Path> key();

    /**
     * The time between two readings of both files. New connections are shown a new certificate; those that are open go
     * on as they are.
     */
    @WithDefault("1m")
    Duration reloadPeriod();

    /**
     * The addresses on which a port speaks in the clear when there is no certificate: {@code on-loopback} alone, so
     * that a start is refused on any other address; or anywhere, since {@code something-else-encrypts}: a balancer or a
     * tunnel in front of it.
     */
    @WithDefault("on-loopback")
    ClearText clearText();
}
