package io.papertrader.master.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probes of the master: health and metrics, for which no token is needed. */
@QuarkusTest
class ProbesTest {
    private static final Duration STALE = Duration.ofHours(5);

    @Inject
    Fleet fleet;

    @Inject
    Updates updates;

    @Inject
    TestClock clock;

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    ListenConfig config;

    @AfterEach
    void dismiss() throws Exception {
        fleet.dismiss();
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void isUp(String probe) throws Exception {
        fleet.enroll();
        updates.next();

        Response response = up(probe);

        assertThat(response.jsonPath().getString("status")).isEqualTo("UP");
    }

    @Test
    void isReadyAndDegradedWithTooFewWorkers() throws Exception {
        Fleet.Member member = fleet.enroll();
        updates.next();

        assertThat(ready().getBoolean("degraded")).isTrue();
        assertThat(ready().getInt("workers")).isZero();

        fleet.link(member);

        assertThat(ready().getBoolean("degraded")).isFalse();
        assertThat(ready().getInt("workers")).isEqualTo(1);
        assertThat(ready().getString("role")).isEqualTo("master");
        assertThat(ready().getBoolean("listening")).isTrue();
    }

    @Test
    void isReadyAndDegradedWithStaleValues() throws Exception {
        fleet.enroll();
        updates.next();

        try (TestClock.Later _ = clock.later(STALE.plusMinutes(1))) {
            Response response = up("ready");

            assertThat(master(response).getBoolean("valuesFresh")).isFalse();
            assertThat(master(response).getBoolean("degraded")).isTrue();
            assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(given().get("/q/health/started").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void isNotReadyWhileTheRequestsOfALinkGetNoAnswer() throws Exception {
        LinkedWorker worker = fleet.link(fleet.enroll());
        updates.next();
        Trader trader = desk.newTrader();
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
            worker.send(new GetUserInfo(trader.session(), trader.userName()));
            worker.ask(new Heartbeat());

            try (TestClock.Later _ = clock.later(config.stuckAfter().plusSeconds(1))) {
                assertThat(master(given().get("/q/health/ready")).getBoolean("answering"))
                        .isFalse();
            }

            lock.rollback();
        }
        worker.assertAlive();
        assertThat(ready().getBoolean("answering")).isTrue();
    }

    @Test
    void countsRequestsByInstructionAndOutcome() throws Exception {
        LinkedWorker worker = fleet.link(fleet.enroll());
        updates.next();

        worker.ask(new GetWorkers());
        assertThat(worker.ask(new LoginSession(SessionId.of(new byte[SessionId.BYTES]))))
                .isInstanceOf(LoginFail.class);

        assertThat(given().get("/q/metrics").asString())
                .containsPattern(
                        "papertrader_requests_seconds_count\\{[^}]*instruction=\"getWorkers\"[^}]*outcome=\"DONE\"")
                .containsPattern(
                        "papertrader_requests_seconds_count\\{[^}]*instruction=\"login\"[^}]*outcome=\"BAD_SESSION\"")
                .containsPattern("papertrader_leader 1\\.0")
                .containsPattern("papertrader_workers_connected 1\\.0")
                .contains("papertrader_update_seconds_count", "papertrader_transactions_cleared_total");
    }

    private static JsonPath ready() {
        return master(up("ready"));
    }

    /** The probe answers before a prober gives up, also where the database is slow: then it is asked again. */
    private static Response up(String probe) {
        Await.until(() -> given().get("/q/health/" + probe).statusCode() == 200);
        return given().get("/q/health/" + probe);
    }

    private static JsonPath master(Response response) {
        return response.jsonPath().setRootPath("checks.find { it.name == 'master' }.data");
    }
}
