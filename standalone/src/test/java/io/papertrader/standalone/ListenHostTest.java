package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
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

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1:2049", "192.0.2.7, 192.0.2.7:2049"})
    void sendsClientsToTheAddressThatItListensOn(String host, String address) throws Exception {
        assertThat(listenHost(host).reachableFromElsewhere(2049)).isEqualTo(address);
    }

    @Test
    void sendsNobodyToHisOwnMachineWhereItListensForAll() throws Exception {
        List<String> own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(address -> address.getHostAddress() + ":2049")
                .toList();
        assumeFalse(own.isEmpty(), "this machine has no address but its loopback");

        assertThat(listenHost("0.0.0.0").reachableFromElsewhere(2049)).isIn(own);
    }

    @Test
    void letsTheWorkerComeFromTheAddressItIsToldToUse() throws Exception {
        assertThat(listenHost("192.0.2.7").workerNetworks()).containsExactly("127.0.0.1/32", "::1/128", "192.0.2.7/32");
        assertThat(listenHost("0.0.0.0").workerNetworks()).containsExactly("127.0.0.1/32", "::1/128");
    }

    @Test
    void isThisMachineAloneUnlessToldOtherwise() throws Exception {
        assertThat(ListenHost.from(new LauncherEnvironment(Map.of())).text()).isEqualTo("127.0.0.1");
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

    private static LauncherEnvironment environment(String host) {
        return new LauncherEnvironment(Map.of(ListenHost.VARIABLE, host));
    }
}
