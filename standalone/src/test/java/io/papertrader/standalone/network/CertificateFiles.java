package io.papertrader.standalone.network;

import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A server's certificate that is its own issuer, in PEM.
 *
 * @param certificate the certificate that a server shows, and that a client is told to trust
 * @param key the private key
 */
record CertificateFiles(Path certificate, Path key) {
    static CertificateFiles make(Path folder) throws IOException {
        return make(folder, "localhost", Instant.now());
    }

    /** A certificate for another host, or made at another time; good for two days. */
    static CertificateFiles make(Path folder, String host, Instant now) throws IOException {
        SelfSignedCertificate made =
                SelfSignedCertificate.make(List.of(new HostName(host)), now, Duration.ofDays(2), new SecureRandom());
        return new CertificateFiles(
                Files.writeString(folder.resolve("certificate.pem"), made.certificate()),
                Files.writeString(folder.resolve("key.pem"), made.key()));
    }

    /** The variables by which a server shows it. */
    Map<String, String> variables() {
        return Map.of(
                "PAPERTRADER_TLS_CERTIFICATE", certificate.toString(),
                "PAPERTRADER_TLS_KEY", key.toString());
    }
}
