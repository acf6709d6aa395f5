package io.papertrader.bench.edge;

import io.papertrader.bench.start.Scratch;
import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that is its own issuer, in the files that a worker's configuration names.
 *
 * @param trusting a trust in this certificate and no other
 */
record SelfSigned(Path certificate, Path key, TrustManagerFactory trusting) {
    private static final Duration VALIDITY = Duration.ofDays(1);

    static SelfSigned make() throws IOException {
        Path folder = Scratch.folder("papertrader-bench-tls");
        SelfSignedCertificate made = SelfSignedCertificate.make(
                List.of(new HostName("localhost")), Instant.now(), VALIDITY, new SecureRandom());
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), made.certificate());
        Path key = Files.writeString(folder.resolve("key.pem"), made.key());
        try (InputStream in = Files.newInputStream(certificate)) {
            return new SelfSigned(
                    certificate,
                    key,
                    trusting(CertificateFactory.getInstance("X.509").generateCertificate(in)));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be used", e);
        }
    }

    private static TrustManagerFactory trusting(Certificate certificate) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("worker", certificate);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers;
    }

    /** The settings that make a worker's port speak TLS. */
    Map<String, String> settings() {
        return Map.of(
                "PAPERTRADER_TLS_CERTIFICATE", certificate.toString(),
                "PAPERTRADER_TLS_KEY", key.toString());
    }

    /** A client that has never been there: it has no session of TLS to take up again. */
    SSLContext newcomer() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] managers = trusting.getTrustManagers();
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("there is no TLS", e);
        }
    }
}
