package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;

class FreePortTest {

    /** The kernel gives those from 32,768 on to connections, so one could be gone before its server opens it. */
    @RepeatedTest(50)
    void isNoneThatTheKernelGivesToConnections() throws IOException {
        int port = FreePort.find();

        assertThat(port).isBetween(10_000, 32_767);
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.getLocalPort()).isEqualTo(port);
        }
    }
}
