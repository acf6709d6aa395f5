package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ports of the servers that tests start. */
class HeldPortTest {
    /** The first that the kernel of Linux gives to connections; those of strangers in other tests are thousands. */
    private static final int FIRST_OF_CONNECTIONS = 32_768;

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1"})
    void isFreeForAServerOnWhateverAddress(String address) throws Exception {
        int port = WorkerProcess.freePort();

        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.ofLiteral(address))) {
            assertThat(server.getLocalPort()).isLessThan(FIRST_OF_CONNECTIONS);
        }
    }

    /** A socket that does not share is what another JVM's tests begin with. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void isGivenToNoOtherJvm() throws Exception {
        int port = WorkerProcess.freePort();

        try (Socket other = new Socket()) {
            assertThatThrownBy(() -> other.bind(new InetSocketAddress(port))).isInstanceOf(BindException.class);
        }
    }
}
