package io.papertrader.worker;

import io.papertrader.codec.tls.HostName;
import io.papertrader.codec.tls.SelfSignedCertificate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import javax.net.ssl.TrustManagerFactory;

/** A certificate that is its own issuer, in the files that the worker's configuration names. */
public class TlsFiles implements QuarkusTestResourceLifecycleManager {
    private Path directory;
    private SelfSignedCertificate shown;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("papertrader-tls");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        renew();
        return Map.of(
                "papertrader.tls.certificate",
                        directory.resolve("certificate.pem").toString(),
                "papertrader.tls.key", directory.resolve("key.pem").toString(),
                "papertrader.tls.reload-period", "300ms");
    }

    /** Puts another certificate and its key in the place of those that are there. */
    public void renew() {
        shown = another();
        write("certificate.pem", shown.certificate());
        write("key.pem", shown.key());
    }

    /** The same without the key: a moment of every renewal, and all there is of some. */
    public void renewCertificateAlone() {
        write("certificate.pem", another().certificate());
    }

    private static SelfSignedCertificate another() {
        return SelfSignedCertificate.make(
                List.of(new HostName("127.0.0.1")), Instant.now(), Duration.ofDays(1), new SecureRandom());
    }

    private void write(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Certificate certificate() throws GeneralSecurityException {
        byte[] pem = shown.certificate().getBytes(StandardCharsets.US_ASCII);
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    /** Trusts this certificate and no other. */
    public SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("worker", certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(TlsFiles.class));
    }

    @Override
    public void stop() {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
