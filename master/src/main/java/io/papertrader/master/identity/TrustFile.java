package io.papertrader.master.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A client that trusts the certificates that the operator names for a third party, as their file has them now: a new
 * authority is believed without a restart. A file that cannot be used any more leaves those of before. For any thread.
 */
final class TrustFile {
    private static final Logger LOG = Logger.getLogger(TrustFile.class);

    private final Vertx vertx;
    private final Path file;
    private final HttpClientOptions options;
    private Optional<Trusting> now = Optional.empty();

    /** A client, and what it trusts. */
    private record Trusting(Buffer certificates, HttpClient http) {}

    TrustFile(Vertx vertx, Path file, HttpClientOptions options) {
        this.vertx = vertx;
        this.file = file;
        this.options = options;
    }

    /** The client; fails where there were no certificates yet. */
    Future<HttpClient> client() {
        return vertx.fileSystem().readFile(file.toString()).map(this::trusting).recover(this::kept);
    }

    private synchronized HttpClient trusting(Buffer certificates) {
        Optional<Trusting> same = now.filter(trusting -> trusting.certificates().equals(certificates));
        return same.orElseGet(() -> another(certificates)).http();
    }

    private Trusting another(Buffer certificates) {
        check(certificates);
        Trusting another = new Trusting(
                certificates,
                vertx.createHttpClient(new HttpClientOptions(options)
                        .setTrustOptions(new PemTrustOptions().addCertValue(certificates))));
        now.ifPresent(before -> {
            LOG.infof("The certificates in %s are trusted from now on", file);
            before.http().close();
        });
        now = Optional.of(another);
        return another;
    }

    private static void check(Buffer certificates) {
        try {
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates.getBytes()))
                    .isEmpty()) {
                throw new IllegalArgumentException("there are none");
            }
        } catch (CertificateException none) {
            throw new IllegalArgumentException(none.getMessage(), none);
        }
    }

    private synchronized Future<HttpClient> kept(Throwable failure) {
        String what = "The certificates in " + file + " cannot be used: " + failure.getMessage();
        return now.map(before -> {
                    LOG.warnf("%s; those of before are trusted until they can", what);
                    return Future.succeededFuture(before.http());
                })
                .orElseGet(() -> Future.failedFuture(new IOException(what, failure)));
    }
}
