package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The probes as an orchestrator reads them, each state brought about from outside. */
class ProbesIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    private static RunningNetwork network;

    /** Two workers are meant to be there, and a master whose database is silent for a while keeps the lead. */
    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.start(
                home, Map.of("PAPERTRADER_WORKERS_MINIMUM", "2", "PAPERTRADER_DATABASE_LEASE", "5m"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void masterWithTooFewWorkersIsReadyAndDegraded() throws Exception {
        awaitReady("master");
        assertThat(check("master").getInt("data.workers")).isEqualTo(1);
        assertThat(check("master").getBoolean("data.degraded")).isTrue();

        Path folder = Files.createDirectories(home.resolve("second"));
        UUID uuid = new UUID(0, 3);
        int port = WorkerProcess.freePort();
        try (WorkerProcess worker = WorkerProcess.start(network, uuid, folder, port)) {
            Awaitility.await().atMost(SOON).until(() -> worker.log().contains("refuses this worker"));
            Response unlinked = RestAssured.get(worker.management() + "/q/health/ready");
            assertThat(unlinked.statusCode()).isEqualTo(503);
            assertThat(unlinked.jsonPath().getBoolean("checks[0].data.link")).isFalse();
            assertThat(unlinked.jsonPath().getBoolean("checks[0].data.valuesWarm"))
                    .isFalse();
            assertThat(RestAssured.get(worker.management() + "/q/health/live").statusCode())
                    .isEqualTo(200);
            assertThat(RestAssured.get(worker.management() + "/q/health/started")
                            .statusCode())
                    .isEqualTo(200);

            network.register("second", uuid, folder.resolve("keys/public.asc"), port);
            worker.awaitReady();

            Awaitility.await().atMost(SOON).until(() -> check("master").getInt("data.workers") == 2);
            Awaitility.await().atMost(SOON).until(() -> !check("master").getBoolean("data.degraded"));
        }
    }

    @Test
    void masterWhoseDatabaseIsSilentIsAliveAndNotReady() throws Exception {
        try {
            signalDatabase("STOP");
            Awaitility.await().atMost(SOON).until(() -> get("master", "ready").statusCode() == 503);
            assertThat(check("database").getString("status")).isEqualTo("DOWN");
            assertThat(get("master", "live").statusCode()).isEqualTo(200);
        } finally {
            signalDatabase("CONT");
        }
        awaitReady("master");
        awaitReady("worker");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void secondMasterIsStartedAndStandsBy() throws Exception {
        try (MasterProcess standby = MasterProcess.start(network, Files.createDirectories(home.resolve("standby")))) {
            assertThat(standby.get("ready").statusCode()).isEqualTo(503);
            awaitReady("master");
            assertThat(standby.stop()).as("a standby ends when it is asked to").isIn(0, 143);
        }
    }

    /** Its input is at its end already, and so it ends in the middle of its start. */
    @Test
    void masterThatIsEndedWhileItStartsBlamesNobody() throws Exception {
        RunningNetwork.Result ended = RunningNetwork.run(MasterProcess.beside(
                network,
                Files.createDirectories(home.resolve("ended")),
                Map.of("PAPERTRADER_LISTEN_PORT", "0", "QUARKUS_HTTP_PORT", "0")));

        assertThat(ended.out() + ended.err()).contains("stopped in").doesNotContain("cannot start");
        assertThat(ended.exit()).isZero();
    }

    /** A probe answers before a prober gives up, also where a server is slow for a moment: then it is asked again. */
    private static void awaitReady(String server) {
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> get(server, "ready").statusCode() == 200);
    }

    private static Response get(String server, String probe) {
        return RestAssured.get(network.management(server) + "/q/health/" + probe);
    }

    /** One of the checks that decide whether the master is ready. */
    private static JsonPath check(String name) {
        return get("master", "ready").jsonPath().setRootPath("checks.find { it.name == '" + name + "' }");
    }

    private static void signalDatabase(String signal) throws IOException {
        // The first one first: while it stands still there are no new ones.
        ProcessHandle first = network.database();
        RunningNetwork.signal(signal, first);
        for (ProcessHandle process : first.descendants().toList()) {
            RunningNetwork.signal(signal, process);
        }
    }
}
