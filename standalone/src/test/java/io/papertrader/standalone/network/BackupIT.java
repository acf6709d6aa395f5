package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.standalone.network.RunningNetwork.Result;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network is lost, and goes on elsewhere from its backup. */
class BackupIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int REFUSED = 1;
    private static final int NOT_LOGGED_IN = 3;

    @TempDir
    Path folder;

    @Test
    void goesOnElsewhereFromItsBackup() throws Exception {
        Path backup = folder.resolve("network.sql.gz");
        String session;
        try (RunningNetwork lost = RunningNetwork.start(folder.resolve("lost"))) {
            lost.papertrader("ann", "register", "ann", "--email", "ann@example.org")
                    .expectDone();
            lost.papertrader("ann", "login", "ann").expectDone();
            lost.trade("ann", "buy", "AAPL", "10", "--wait").expectDone();
            lost.trade("ann", "buy", "KO", "1", "--wait").expectDone();
            session = Files.readString(lost.home().resolve("session-of-ann.json"));

            lost.papertrader("op", "admin", "backup", backup.toString()).expectDone();

            assertThat(lost.papertrader("op", "admin", "restore", backup.toString()))
                    .satisfies(refused -> {
                        assertThat(refused.exit()).isEqualTo(REFUSED);
                        assertThat(refused.err()).contains("This network has accounts already.");
                    });
        }
        try (RunningNetwork next = RunningNetwork.start(folder.resolve("next"))) {
            refuses(
                    next,
                    Arrays.copyOf(Files.readAllBytes(backup), (int) (Files.size(backup) / 2)),
                    "a part of a backup");
            refuses(next, "nothing of the kind".getBytes(java.nio.charset.StandardCharsets.UTF_8), "not a backup");

            assertThat(next.papertrader("op", "admin", "restore", backup.toString())
                            .expectDone())
                    .contains("its ledger is clean (accounts: 1, transactions: 2,");

            Awaitility.await().atMost(SOON).until(() -> next.consoleText().contains("The master runs again."));
            next.awaitServed();
            Files.writeString(next.home().resolve("session-of-ann.json"), session);
            assertThat(next.papertrader("ann", "portfolio").exit()).isEqualTo(NOT_LOGGED_IN);
            next.papertrader("ann", "login", "ann").expectDone();
            assertThat(next.papertrader("ann", "portfolio").expectDone()).contains("AAPL", "KO");
            next.trade("ann", "sell", "AAPL", "4", "--wait").expectDone();
            assertThat(new JsonArray(
                            next.papertrader("ann", "history", "--json").expectDone()))
                    .hasSize(3);
            assertThat(next.papertrader("op", "admin", "ledger", "check").expectDone())
                    .contains("The ledger is clean (accounts: 1, transactions: 3,");
            assertThat(next.papertrader("op", "admin", "audit").expectDone()).contains("network-restored");
        }
    }

    private void refuses(RunningNetwork network, byte[] content, String why) throws IOException {
        Path file = Files.write(folder.resolve("broken"), content);
        Result refused = network.papertrader("op", "admin", "restore", file.toString());
        assertThat(refused.exit()).isEqualTo(REFUSED);
        assertThat(refused.err()).contains(why);
        assertThat(network.papertrader("op", "admin", "workers", "list").expectDone())
                .contains("worker-1");
    }
}
