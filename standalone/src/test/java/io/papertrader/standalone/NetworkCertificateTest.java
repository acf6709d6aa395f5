package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String A_YEAR_AND_A_HALF_LATER = "2028-06-01T00:00:00Z";
    private static final String SHORTLY_BEFORE_ITS_END = "2028-11-20T00:00:00Z";

    @TempDir
    Path folder;

    private boolean make(String now, String... names) throws Exception {
        return new NetworkCertificate(folder.resolve("tls"))
                .openOrMake(List.of(names), InstantSource.fixed(Instant.parse(now)), new SecureRandom());
    }

    @Test
    void isMadeOnceAndItsKeyIsNobodyElses() throws Exception {
        assertThat(make(NOW.toString(), "localhost", "192.0.2.7")).isTrue();
        assertThat(make(A_YEAR_AND_A_HALF_LATER, "localhost", "192.0.2.7")).isFalse();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tls/key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void isMadeAnewForAnAddressThatItDoesNotName() throws Exception {
        make(NOW.toString(), "localhost", "192.0.2.7");

        assertThat(make(NOW.toString(), "localhost", "192.0.2.8")).isTrue();
    }

    @Test
    void isMadeAnewBeforeItEnds() throws Exception {
        make(NOW.toString(), "localhost");

        assertThat(make(SHORTLY_BEFORE_ITS_END, "localhost")).isTrue();
    }

    @Test
    void isMadeAnewWhereItCannotBeRead() throws Exception {
        make(NOW.toString(), "localhost");
        Files.writeString(folder.resolve("tls/certificate.pem"), "");

        assertThat(make(NOW.toString(), "localhost")).isTrue();
    }
}
