package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A launcher that is started beside another, or after one that was killed: it comes up, or names the process to stop.
 */
class StartAgainIT {
    /** Free ones, the same for each start. */
    private static final Map<String, String> PORTS = Map.of(
            "PAPERTRADER_MASTER_PORT", port(),
            "PAPERTRADER_WORKER_PORT", port(),
            "PAPERTRADER_WORKER_WEB_PORT", port(),
            "PAPERTRADER_MASTER_HTTP_PORT", port(),
            "PAPERTRADER_WORKER_HTTP_PORT", port());

    @TempDir
    static Path folder;

    /** The one that runs; a test that ends it leaves another one behind. */
    private static RunningNetwork network;

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.start(folder.resolve("data"), PORTS);
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    private static void replace(Path home) throws IOException {
        network.close();
        network = RunningNetwork.start(home, PORTS);
    }

    /**
     * The servers end with their launcher, since their input does, and the ports are free when the next one needs them.
     */
    @Test
    void comesUpAtOnceAfterTheLauncherWasKilled() throws Exception {
        network.papertrader("ben", "register", "ben", "--email", "ben@example.org")
                .expectDone();

        network.killLauncher();
        replace(network.home());

        network.papertrader("ben", "login", "ben").expectDone();
        assertThat(Files.readString(network.home().resolve("master/log/events.log")))
                .contains("MasterServer.java");
    }

    @Test
    void namesTheLauncherThatRunsOnTheSameFolder() throws Exception {
        Path home = network.home();

        RunningNetwork.Result refused = RunningNetwork.run(RunningNetwork.launcher(home, PORTS));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .hasLineCount(1)
                .contains("already runs on " + home.toRealPath() + " (process " + network.launcherNumber() + ")");
    }

    /** Its server has the port; but to stop that one would not help, as it would be started again. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void namesTheLauncherWhoseServerHasThePort() throws Exception {
        RunningNetwork.Result refused = RunningNetwork.run(RunningNetwork.launcher(folder.resolve("other"), PORTS));

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .hasLineCount(1)
                .contains("is taken by process " + network.launcherNumber() + " ")
                .contains("set PAPERTRADER_MASTER_PORT to another");
    }

    /** The network starts again from the copy that the README calls a backup. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void goesOnFromACopyOfItsFolder() throws Exception {
        Path copy = folder.resolve("copy");
        network.papertrader("ann", "register", "ann", "--email", "ann@example.org")
                .expectDone();
        network.close();
        RunningNetwork.run(new ProcessBuilder("cp", "-a", network.home().toString(), copy.toString()))
                .expectDone();

        network = RunningNetwork.start(copy, PORTS);

        network.papertrader("ann", "login", "ann").expectDone();
        assertThat(network.papertrader("op", "admin", "ledger", "check").expectDone())
                .contains("clean");
    }

    private static String port() {
        try {
            return String.valueOf(WorkerProcess.freePort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
