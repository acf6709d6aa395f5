package io.papertrader.codec.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JDK reads what was made, as a server and a client would. */
class SelfSignedCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    private static SelfSignedCertificate make(String... hosts) {
        return SelfSignedCertificate.make(
                List.of(hosts).stream().map(HostName::new).toList(), NOW, Duration.ofDays(30), new SecureRandom());
    }

    private static X509Certificate read(SelfSignedCertificate made) throws Exception {
        byte[] pem = made.certificate().getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    @Test
    void namesAllHostsAndIsSignedByItsOwnKey() throws Exception {
        X509Certificate certificate = read(make("localhost", "192.0.2.7", "::1"));

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(DNS_NAME, "localhost"),
                        List.of(ADDRESS, "192.0.2.7"),
                        List.of(ADDRESS, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void isGoodForItsTimeAndNoLonger() throws Exception {
        X509Certificate certificate = read(make("localhost"));

        assertThat(certificate.getNotBefore().toInstant()).isBefore(NOW);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void vouchesForNobodyElse() throws Exception {
        assertThat(read(make("localhost")).getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void comesWithTheKeyOfTheCertificate() throws Exception {
        SelfSignedCertificate made = make("localhost");
        byte[] content = Base64.getMimeDecoder().decode(made.key().replaceAll("-----[A-Z ]+-----", ""));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content)));
        signature.update(content);
        byte[] signed = signature.sign();

        signature.initVerify(read(made));
        signature.update(content);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void keepsItsKeyOutOfWhatIsPrinted() {
        assertThat(make("localhost").toString()).doesNotContain("PRIVATE");
    }

    @Test
    void refusesToBeNobodys() {
        assertThatThrownBy(() -> make()).isInstanceOf(IllegalArgumentException.class);
    }
}
