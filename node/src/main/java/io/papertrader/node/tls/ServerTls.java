package io.papertrader.node.tls;

import io.papertrader.codec.tls.HostName;
import io.papertrader.node.StartRefusal;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TCPSSLOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The certificate of this server's ports, where it has one, and what its ports may do where it has none. */
@Singleton
public final class ServerTls {
    private static final Logger LOG = Logger.getLogger(ServerTls.class);

    private final Vertx vertx;
    private final TlsConfig config;
    private final InstantSource clock;
    private final Optional<TlsConfiguration> registered;
    private final Optional<ShownKeyPair> shown;

    ServerTls(Vertx vertx, TlsConfig config, TlsConfigurationRegistry registry, InstantSource clock) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        if (config.certificate().isPresent() != config.key().isPresent()) {
            throw StartRefusal.because(
                    "A certificate and its private key are two files: set both PAPERTRADER_TLS_CERTIFICATE and"
                            + " PAPERTRADER_TLS_KEY, or neither.");
        }
        this.registered = registry.get(RegistrySettings.NAME);
        this.shown = registered.map(tls -> new ShownKeyPair(pair(tls).orElseThrow(this::noPair)));
    }

    private StartRefusal noPair() {
        return StartRefusal.because("The private key in " + file(config.key()) + " is not that of the certificate in "
                + file(config.certificate()) + ": name the key that the certificate was made for.");
    }

    private Optional<KeyPair> pair(TlsConfiguration tls) {
        Optional<KeyPair> pair = KeyPair.of(tls.getKeyStoreOptions(), vertx).filter(KeyPair::isOne);
        pair.map(KeyPair::expiry)
                .filter(clock.instant()::isAfter)
                .ifPresent(expiry -> LOG.warnf(
                        "The certificate in %s was good until %s, and clients refuse it: put a newer one in its place.",
                        file(config.certificate()), expiry));
        return pair;
    }

    /** True where there is a certificate. */
    public boolean isOn() {
        return shown.isPresent();
    }

    /**
     * Refuses a start that would send in the clear what leaves this machine.
     *
     * @param port the purpose of the port, as a sentence begins
     * @param host the address on which it listens
     * @param setting the variable that says so
     */
    public void refuseClearText(String port, String host, String setting) {
        if (isOn() || HostName.isLoopback(host) || config.clearText() == ClearText.SOMETHING_ELSE_ENCRYPTS) {
            return;
        }
        throw StartRefusal.because(
                "%s on %s would speak in the clear: set PAPERTRADER_TLS_CERTIFICATE and PAPERTRADER_TLS_KEY (\"papertrader admin certificate\" makes a pair), or %s=127.0.0.1, or, where something in front of it encrypts, PAPERTRADER_TLS_CLEAR_TEXT=something-else-encrypts."
                        .formatted(port, host, setting));
    }

    /** Lets a server that is about to listen speak TLS, where there is a certificate. */
    public void applyTo(TCPSSLOptions options) {
        registered.map(TlsConfiguration::getSSLOptions).ifPresent(tls -> {
            options.setSsl(true)
                    .setSslHandshakeTimeout(tls.getSslHandshakeTimeout())
                    .setSslHandshakeTimeoutUnit(tls.getSslHandshakeTimeoutUnit())
                    .setEnabledSecureTransportProtocols(tls.getEnabledSecureTransportProtocols());
            tls.getEnabledCipherSuites().forEach(options::addEnabledCipherSuite);
        });
        shown.map(KeyCertOptions::wrap).ifPresent(options::setKeyCertOptions);
    }

    /** The registry has read the files again, whatever is in them. */
    void read(@Observes CertificateUpdatedEvent event) {
        if (event.name().equals(RegistrySettings.NAME)) {
            pair(event.tlsConfiguration()).ifPresentOrElse(this::show, this::warnOfOtherKey);
        }
    }

    private void show(KeyPair pair) {
        if (shown.filter(keys -> keys.replace(pair)).isPresent()) {
            LOG.infof(
                    "New connections are shown what is in %s now, a certificate that is good until %s",
                    file(config.certificate()), pair.expiry());
        }
    }

    private void warnOfOtherKey() {
        LOG.warnf(
                "The private key in %s is not that of the certificate in %s; the ones before are used until they are a pair.",
                file(config.key()), file(config.certificate()));
    }

    private static String file(Optional<?> path) {
        return path.map(Object::toString).orElse("the TLS registry");
    }
}
