package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.get;
import static io.papertrader.standalone.network.Users.join;
import static io.papertrader.standalone.network.Users.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network whose processes are killed one after the other: its launcher says so, and starts them again. */
@TestMethodOrder(OrderAnnotation.class)
class KeptUpIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AssetSymbol APPLE = new AssetSymbol("AAPL");

    /** A lease that is not over before a worker whose processors are busy has noticed that its master stands still. */
    private static final Map<String, String> LONG_LEASE = Map.of("PAPERTRADER_DATABASE_LEASE", "5m");

    @TempDir
    static Path home;

    private static RunningNetwork network;

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.start(home, LONG_LEASE);
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    @BeforeEach
    void awaitServed() {
        network.awaitServed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "master"})
    void startsAServerAgainThatWasKilled(String server) throws Exception {
        PaperTraderClient client = network.client();
        UserName user = join(client, "killer-of-" + server);
        String before = network.consoleText();

        RunningNetwork.signal("KILL", network.server(server));

        awaitToldSince(before, "The " + server + " runs again.");
        assertThat(toldSince(before))
                .contains("The " + server + " was ended by signal 9; it is started again in ")
                .contains(server + ".out");
        network.awaitServed();
        purchase(client, APPLE, Quantity.of("1"));
        assertThat(get(client.wholeHistory(user)).transactions()).hasSize(1);
    }

    @Test
    void startsTheDatabaseAgainAndTheMasterWithIt() throws Exception {
        PaperTraderClient client = network.client();
        UserName user = join(client, "killer-of-database");
        purchase(client, APPLE, Quantity.of("1"));
        String before = network.consoleText();

        RunningNetwork.signal("KILL", network.database());

        awaitToldSince(before, "The database runs again.");
        awaitToldSince(before, "The master runs again.");
        assertThat(toldSince(before))
                .contains("The database ended;", "The master ended with code 3: The lock of the master is lost");
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> get(client.wholeHistory(user)).transactions().size() == 1);
    }

    /** The last one, since each failure makes the pause before the next start longer. */
    @Test
    @Order(Integer.MAX_VALUE)
    void goesOnTryingToStartAServerThatKeepsEnding() throws Exception {
        String before = network.consoleText();
        try (ServerSocket taken = takeThePortOfTheWorker()) {
            assertThat(taken.isBound()).isTrue();
            awaitToldSince(before, "The worker ended with code 1: The worker cannot listen for clients");
            awaitToldSince(before, "it is started again in 4 s");
        }

        awaitToldSince(before, "The worker runs again.");
        assertThat(get(network.client().workers()).workers()).contains(network.worker());
    }

    /** No other stands by to whom the lead could go, so the master keeps it for longer than the worker waits. */
    @Test
    void leavesTheLeadToAMasterThatStandsStillForSomeSeconds() throws Exception {
        ProcessHandle master = network.server("master");
        RunningNetwork.signal("STOP", master);
        try {
            Awaitility.await("the worker gives up its link")
                    .atMost(SOON)
                    .until(() -> !RestAssured.get(network.management("worker") + "/q/health/ready")
                            .jsonPath()
                            .getBoolean("checks[0].data.link"));
        } finally {
            RunningNetwork.signal("CONT", master);
        }
        network.awaitServed();

        PaperTraderClient client = network.client();
        join(client, "patient");
        purchase(client, APPLE, Quantity.of("1"));
        assertThat(network.server("master").pid()).isEqualTo(master.pid());
    }

    /** Kills the worker, and has its port before the launcher, which stands still meanwhile, starts another. */
    private static ServerSocket takeThePortOfTheWorker() throws IOException {
        ProcessHandle launcher = ProcessHandle.of(network.launcherNumber()).orElseThrow();
        int port = network.worker().port();
        RunningNetwork.signal("STOP", launcher);
        try {
            RunningNetwork.signal("KILL", network.server("worker"));
            return Awaitility.await()
                    .atMost(SOON)
                    .ignoreExceptions()
                    .until(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()), ServerSocket::isBound);
        } finally {
            RunningNetwork.signal("CONT", launcher);
        }
    }

    private static void awaitToldSince(String before, String line) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(toldSince(before)).contains(line));
    }

    private static String toldSince(String before) {
        return network.consoleText().substring(before.length());
    }
}
