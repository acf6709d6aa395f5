package io.papertrader.node.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, 192.0.2.8",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.6",
        "192.0.2.0/24, 192.0.2.255, 192.0.3.0",
        "192.0.2.4/30, 192.0.2.7, 192.0.2.8",
        "0.0.0.0/0, 203.0.113.1, 2001:db8::1",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::1",
        "2001:db8::7, 2001:db8::7, 192.0.2.7",
    })
    void holdsItsAddressesAndNoOthers(String range, String inside, String outside) {
        AddressRange parsed = AddressRange.parse(range);

        assertThat(parsed.contains(InetAddress.ofLiteral(inside))).isTrue();
        assertThat(parsed.contains(InetAddress.ofLiteral(outside))).isFalse();
        assertThat(parsed).hasToString(range);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7/24, 192.0.2.0/24",
        "192.0.2.7/31, 192.0.2.6/31",
        "10.1.2.3/8, 10.0.0.0/8",
        "10.1.2.3/0, 0.0.0.0/0",
        "2001:db8::7/64, 2001:db8:0:0:0:0:0:0/64",
    })
    void refusesANetworkWithAnAddressInItAndSaysWhatWasMeant(String range, String meant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse(range))
                .withMessageStartingWith("must be a network")
                .withMessageContaining("\"" + range + "\"")
                .withMessageContaining(meant + " are all addresses")
                .withMessageContaining(range.substring(0, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.1/16",
                "10.1",
                "010.0.0.1",
                "256.0.0.1",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/",
                "2001:db8::/129",
                "example.org",
                "192.0.2.0/24/24",
                " 192.0.2.7",
                "1.2.3.4%eth0"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressRange.parse(text))
                .withMessageStartingWith("must be whole addresses")
                .withMessageEndingWith("not \"" + text + "\"");
    }

    @Test
    void takesWhatAnEarlierVersionStoredForTheNetwork() throws UnknownHostException {
        AddressRange stored = AddressRange.around("10.244.3.7/16");

        assertThat(stored.contains(InetAddress.getByName("10.244.200.1"))).isTrue();
        assertThat(stored.contains(InetAddress.getByName("10.245.0.1"))).isFalse();
        assertThat(stored).hasToString("10.244.3.7/16");
    }
}
