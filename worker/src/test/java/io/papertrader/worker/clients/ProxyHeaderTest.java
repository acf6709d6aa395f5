package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String IPV4 = SIGNATURE + "2111000cc0000207cb0071071f900801";
    private static final String IPV6 =
            SIGNATURE + "2121002420010db80000000000000000000000012001" + "0db80000000000000000000000021f900801";

    private static Buffer bytes(String hex) {
        return Buffer.buffer(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource({IPV4 + ",192.0.2.7", IPV6 + ",2001:db8:0:0:0:0:0:1"})
    void tellsWhereTheClientIs(String hex, String address) {
        ProxyHeader header = ProxyHeader.read(bytes(hex)).orElseThrow();

        assertThat(header.client()).contains(InetAddress.ofLiteral(address));
        assertThat(header.length()).isEqualTo(hex.length() / 2);
    }

    @Test
    void waitsForAllOfIt() {
        Buffer whole = bytes(IPV4);

        for (int length = 0; length < whole.length(); length++) {
            assertThat(ProxyHeader.read(whole.getBuffer(0, length))).isEmpty();
        }
        assertThat(ProxyHeader.read(whole.copy().appendString("more")))
                .map(ProxyHeader::length)
                .contains(whole.length());
    }

    @Test
    void passesOverFurtherParts() {
        ProxyHeader header = ProxyHeader.read(bytes(SIGNATURE + "21110010c0000207cb0071071f90080103000101"))
                .orElseThrow();

        assertThat(header.client()).contains(InetAddress.ofLiteral("192.0.2.7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGNATURE + "20000000", SIGNATURE + "21000000"})
    void namesNobodyWhereTheBalancerSpeaksForItself(String hex) {
        assertThat(ProxyHeader.read(bytes(hex))).map(ProxyHeader::client).contains(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50524f5859205443503420", // version 1
                "01",
                SIGNATURE + "11110000",
                SIGNATURE + "2111ffff",
                SIGNATURE + "21110004c0000207"
            })
    void refusesWhatIsNone(String hex) {
        assertThatThrownBy(() -> ProxyHeader.read(bytes(hex))).isInstanceOf(WireFault.class);
    }
}
