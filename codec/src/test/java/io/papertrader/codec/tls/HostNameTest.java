package io.papertrader.codec.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "Edge1.Example.org, edge1.example.org",
        "localhost, localhost",
        "*.example.org, *.example.org",
        "bücher.example, xn--bcher-kva.example",
        "192.0.2.7, 192.0.2.7",
        "::1, 0:0:0:0:0:0:0:1"
    })
    void isANameOrAnAddress(String text, String host) {
        assertThat(new HostName(text)).hasToString(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "10.1",
                "256.1.1.1",
                "edge1.example.org:2049",
                "https://example.org",
                "a..b",
                "-a",
                "*"
            })
    void isNothingElse(String text) {
        assertThatThrownBy(() -> new HostName(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a host's name or address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "localhost", "LOCALHOST"})
    void staysOnThisMachine(String host) {
        assertThat(HostName.isLoopback(host)).isTrue();
    }

    /** A name that a name server may call loopback is none, and neither is one that looks like it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "::", "192.0.2.7", "localhost.example.org", "127.0.0.1.example.org", "127.1", ""})
    void leavesThisMachine(String host) {
        assertThat(HostName.isLoopback(host)).isFalse();
    }
}
