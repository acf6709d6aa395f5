package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.node.socket.AddressBlock;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedAddressTest {
    private final List<InetAddress> warned = new ArrayList<>();
    private SharedAddress shared = new SharedAddress(false, warned::add);

    @ParameterizedTest
    @ValueSource(strings = {"10.0.2.2", "172.17.0.1", "192.168.1.1", "127.0.0.1", "fd00::1", "fe80::1"})
    void warnsOnceWhereAllComeFromOnePrivateAddress(String gateway) {
        admit(gateway, SharedAddress.MANY - 1);
        assertThat(warned).isEmpty();

        admit(gateway, SharedAddress.MANY);
        admit(gateway, SharedAddress.MANY + 1);

        assertThat(warned).containsExactly(InetAddress.ofLiteral(gateway));
        assertThat(shared.isNoticed()).isTrue();
        admit("192.0.2.7", 1);
        assertThat(shared.isNoticed()).isFalse();
    }

    @Test
    void takesACrowdBehindAPublicAddressForACrowd() {
        admit("203.0.113.7", 100);

        assertThat(warned).isEmpty();
    }

    @Test
    void takesOneOfManyAddressesForAClassRoom() {
        admit("192.168.1.1", 1);
        admit("192.168.1.2", 1);
        admit("192.168.1.1", 100);

        assertThat(warned).isEmpty();
    }

    @Test
    void expectsClientsOfItsOwnMachineWhereItListensThereAlone() {
        shared = new SharedAddress(true, warned::add);

        admit("127.0.0.1", 100);

        assertThat(warned).isEmpty();
    }

    private void admit(String from, int connections) {
        InetAddress address = InetAddress.ofLiteral(from);
        shared.admitted(address, AddressBlock.of(address), connections);
    }
}
