package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    private static final ListenHost HOST = new ListenHost(InetAddress.getLoopbackAddress());

    @Test
    void choosesFreeAndDifferentPortsForZero() throws Exception {
        Ports ports = Ports.choose(allFree(Map.of()), HOST);

        assertThat(ports.numbers().values())
                .doesNotHaveDuplicates()
                .doesNotContain(0)
                .hasSize(Port.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void namesATakenPortItsPurposeAndItsVariable(Port port) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LauncherEnvironment environment = allFree(Map.of(port.variable(), Integer.toString(taken.getLocalPort())));

            assertThatThrownBy(() -> Ports.choose(environment, HOST))
                    .isInstanceOf(StartFault.class)
                    .message()
                    .hasLineCount(1)
                    .contains("Port " + taken.getLocalPort(), port.purpose(), port.variable());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysWhichProcessHasThePort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LauncherEnvironment environment =
                    allFree(Map.of(Port.WORKER.variable(), Integer.toString(taken.getLocalPort())));

            assertThatThrownBy(() -> Ports.choose(environment, HOST))
                    .message()
                    .contains("is taken by process " + ProcessHandle.current().pid())
                    .contains("Stop that one, or set " + Port.WORKER.variable());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", "1e3"})
    void refusesWhatIsNoPort(String text) {
        LauncherEnvironment environment = allFree(Map.of(Port.WORKER.variable(), text));

        assertThatThrownBy(() -> Ports.choose(environment, HOST))
                .isInstanceOf(StartFault.class)
                .hasMessageContaining("PAPERTRADER_WORKER_PORT is \"" + text + "\"");
    }

    private static LauncherEnvironment allFree(Map<String, String> changes) {
        Map<String, String> variables = new HashMap<>();
        for (Port port : Port.values()) {
            variables.put(port.variable(), "0");
        }
        variables.putAll(changes);
        return new LauncherEnvironment(variables);
    }
}
