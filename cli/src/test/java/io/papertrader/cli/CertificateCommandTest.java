package io.papertrader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCommandTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() {
        cli = new Cli(folder);
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private Run make(String... hosts) {
        return cli.run(
                "admin",
                "certificate",
                "--host",
                String.join(",", hosts),
                "--out",
                folder.resolve("tls").toString());
    }

    private Path file(String name) {
        return folder.resolve("tls").resolve(name);
    }

    @Test
    void makesACertificateAndSaysWhatToDoWithIt() throws Exception {
        Run made = make("trade.example.org", "192.0.2.7");

        assertThat(made.exitCode()).isZero();
        assertThat(made.out())
                .contains("trade.example.org, 192.0.2.7, good until 2028-04-30 UTC")
                .contains("PAPERTRADER_TLS_KEY=" + file("key.pem"))
                .contains("clients add --trust " + file("certificate.pem"));
        X509Certificate certificate;
        try (var in = Files.newInputStream(file("certificate.pem"))) {
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        assertThat(certificate.getSubjectAlternativeNames()).hasSize(2);
        assertThat(certificate.getNotAfter().toInstant())
                .isEqualTo(Instant.parse("2026-05-01T00:00:00Z").plus(Duration.ofDays(730)));
    }

    @Test
    void keepsTheKeyFromEverybodyElse() throws Exception {
        make("trade.example.org");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void neverWritesOverAKey() {
        make("trade.example.org");

        assertThat(make("trade.example.org").exitCode()).isEqualTo(2);
    }

    @Test
    void refusesWhatIsNoHost() {
        assertThat(make("trade.example.org:2049").err())
                .contains("must be a host's name or address, as edge1.example.org or 192.0.2.7");
    }
}
