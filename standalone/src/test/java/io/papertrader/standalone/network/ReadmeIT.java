package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's promises, typed as it says. */
class ReadmeIT {
    private static final Duration AN_UPDATE = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    private static RunningNetwork network;

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.start(home);
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void buysAtTheValueOfTheNextUpdateAndKeepsEverythingAcrossARestart() throws Exception {
        network.papertrader("ann", "register", "ann", "--email", "ann@example.org")
                .expectDone();
        network.papertrader("ann", "login", "ann").expectDone();
        assertThat(network.papertrader("ann", "quote", "AAPL").expectDone())
                .contains("AAPL", "Apple Inc.", "Source: replay of 20");
        assertThat(network.trade("ann", "buy", "AAPL", "10").expectDone()).contains("Accepted");
        Awaitility.await()
                .atMost(AN_UPDATE)
                .until(() -> network.papertrader("ann", "history").expectDone().contains("SETTLED"));
        String settled = network.papertrader("ann", "history").expectDone();
        assertThat(settled).contains("AAPL", "replay of ");
        assertThat(network.papertrader("ann", "portfolio").expectDone()).contains("AAPL", "cash", "equity");
        assertThat(network.papertrader("ann", "admin", "ledger", "check").expectDone())
                .contains("clean");
        assertThat(network.stop()).as("a clean stop").isZero();
        network.close();
        network = RunningNetwork.start(home);

        // The replay goes on meanwhile, and may have come to a dividend, which is a transaction more.
        assertThat(transactions(network.papertrader("ann", "history").expectDone()))
                .containsAll(transactions(settled));
        assertThat(network.papertrader("ann", "admin", "ledger", "check").expectDone())
                .contains("clean");
        assertThat(network.trade("ann", "sell", "AAPL", "all", "--wait").expectDone())
                .contains("SETTLED");
    }

    /** The rows of shares, with the same spaces however wide their columns are. */
    private static List<String> transactions(String history) {
        return history.lines()
                .filter(line -> line.contains("AAPL"))
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    @Test
    void addsAFurtherWorker() throws Exception {
        Path folder = home.resolve("edge-1");
        UUID uuid = UUID.nameUUIDFromBytes(new byte[] {2});
        int port = WorkerProcess.freePort();
        network.papertrader(
                        "op",
                        "admin",
                        "workers",
                        "key",
                        "edge-1",
                        "--out",
                        folder.resolve("keys").toString())
                .expectDone();
        network.register("edge-1", uuid, folder.resolve("keys/public.asc"), port);
        try (WorkerProcess worker = WorkerProcess.start(network, uuid, folder, port)) {
            worker.awaitReady();

            assertThat(network.papertrader("ann", "workers").expectDone()).contains("127.0.0.1:" + port);
        }
    }
}
