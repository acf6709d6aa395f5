package io.papertrader.client.connection;

import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.tls.HostName;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Encryption between client and worker, by TLS. The worker's certificate must be valid for the host that was asked for.
 *
 * @param trust a PEM file of the certificates to trust; without it those of the Java runtime
 */
public record Encryption(Use use, Optional<Path> trust) {
    /** The workers that are spoken to with TLS. */
    public enum Use {
        /** All but those of this machine. */
        BEYOND_LOOPBACK,

        /** All. */
        ALWAYS,

        /** None: for where something else encrypts. */
        NEVER
    }

    /** The encryption where nobody says otherwise. */
    public static Encryption usual() {
        return new Encryption(Use.BEYOND_LOOPBACK, Optional.empty());
    }

    /** TLS with all workers, whose certificates the Java runtime trusts. */
    public static Encryption always() {
        return new Encryption(Use.ALWAYS, Optional.empty());
    }

    /** TLS with all workers, whose certificates are in this file or signed by one in it. */
    public static Encryption trusting(Path file) {
        return new Encryption(Use.ALWAYS, Optional.of(file));
    }

    /** Clear text to all, which anybody between them and the client can read and change. */
    public static Encryption never() {
        return new Encryption(Use.NEVER, Optional.empty());
    }

    boolean isFor(WorkerAddress worker) {
        return switch (use) {
            case BEYOND_LOOPBACK -> !HostName.isLoopback(worker.host());
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    void applyTo(NetClientOptions options) {
        options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
        trust.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    }
}
