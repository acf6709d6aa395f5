package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of balancers, as an operator writes it. */
class BalancersTest {
    private static boolean contains(String list, String address) {
        return Balancers.parse(list).contains(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192.0.2.7; 192.0.2.7; true",
                "192.0.2.7; 192.0.2.8; false",
                "192.0.2.0/24, 2001:db8::/32; 2001:db8::1; true",
                "' 192.0.2.7 ,10.0.0.0/8, '; 10.1.2.3; true",
                "none; 192.0.2.7; false",
                "' none '; 192.0.2.7; false"
            })
    void namesAddressesAndNetworks(String list, String address, boolean isBalancer) {
        assertThat(contains(list, address)).isEqualTo(isBalancer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1/16", "balancer.example.org", "192.0.2.7, none", "192.0.2.1/24"})
    void refusesWhatIsNoAddress(String list) {
        assertThatThrownBy(() -> Balancers.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesAnEmptySettingForNoneAtAll() {
        assertThat(new Balancers.Reader().convert(" ")).isNull();
    }

    @Test
    void hasNoneWhereNothingIsNamed() {
        assertThat(Balancers.parse(" , ").ranges()).isEmpty();
    }
}
