package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenHostTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:2049",
        "0.0.0.0, 127.0.0.1:2049",
        "192.0.2.7, 192.0.2.7:2049",
        "::1, [0:0:0:0:0:0:0:1]:2049"
    })
    void isReachableAtAnAddressThatCanBeConnectedTo(String host, String reachable) throws Exception {
        assertThat(listenHost(host).reachable(2049)).isEqualTo(reachable);
    }

    @Test
    void letsTheWorkerComeFromTheAddressItIsToldToUse() throws Exception {
        assertThat(listenHost("192.0.2.7").workerNetworks()).containsExactly("127.0.0.1/32", "::1/128", "192.0.2.7/32");
        assertThat(listenHost("0.0.0.0").workerNetworks()).containsExactly("127.0.0.1/32", "::1/128");
    }

    @Test
    void isThisMachineAloneUnlessToldOtherwise() throws Exception {
        assertThat(ListenHost.from(new Environment(Map.of())).text()).isEqualTo("127.0.0.1");
        assertThat(ListenHost.from(environment("0.0.0.0")).text()).isEqualTo("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no such host", "192.0.2.7"})
    void refusesWhatIsNoAddressOfThisMachine(String host) {
        assertThatThrownBy(() -> ListenHost.from(environment(host)))
                .isInstanceOf(StartFault.class)
                .hasMessageContaining(ListenHost.VARIABLE);
    }

    private static ListenHost listenHost(String host) throws Exception {
        return new ListenHost(InetAddress.getByName(host));
    }

    private static Environment environment(String host) {
        return new Environment(Map.of(ListenHost.VARIABLE, host));
    }
}
