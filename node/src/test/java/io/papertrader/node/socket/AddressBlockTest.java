package io.papertrader.node.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressBlockTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "::ffff:203.0.113.7, 203.0.113.7",
    })
    void namesThePlace(String address, String block) {
        assertThat(block(address)).hasToString(block);
    }

    @Test
    void takesAWholeNetworkOfIpv6ForOnePlace() {
        assertThat(block("2001:db8::1")).isEqualTo(block("2001:db8::ffff:1")).isNotEqualTo(block("2001:db8:0:1::1"));
        assertThat(block("203.0.113.7")).isNotEqualTo(block("203.0.113.8"));
    }

    private static AddressBlock block(String address) {
        return AddressBlock.of(InetAddress.ofLiteral(address));
    }
}
