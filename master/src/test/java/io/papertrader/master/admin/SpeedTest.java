package io.papertrader.master.admin;

import static io.papertrader.master.admin.Operator.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.Database;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.update.Updates;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SpeedTest {
    @Inject
    Operator operator;

    @Inject
    Updates updates;

    @Inject
    AssetBoard board;

    @Inject
    AssetProvider provider;

    @Inject
    Database database;

    @AfterEach
    void goOnAsBefore() throws Exception {
        assertGoes("day");
    }

    @Test
    void replayGoesAtTheSpeedThatTheOperatorWantsAlsoAfterAStart() throws Exception {
        assertGoes("day");
        updates.next();
        Instant close = board.latestTime().orElseThrow();
        updates.next();
        assertThat(Duration.between(close, board.latestTime().orElseThrow()))
                .isBetween(Duration.ofHours(20), Duration.ofDays(5));

        assertGoes("point");
        updates.next();
        Instant open = board.latestTime().orElseThrow();
        updates.next();
        assertThat(Duration.between(open, board.latestTime().orElseThrow())).isLessThan(Duration.ofHours(4));

        provider.begin().await().indefinitely();
        assertThat(operator.asks().get("/admin/market").jsonPath().getString("speed"))
                .isEqualTo("point");
        assertThat(database.one("SELECT speed FROM replay_speed")).isEqualTo("POINT");
        assertThat(database.column("SELECT detail FROM audit WHERE act = 'MARKET_SPEED_SET'"))
                .contains("point", "day");
    }

    @Test
    void refusesASpeedThatThereIsNot() throws Exception {
        assertError(wanted("fast"), 400, "speed must be one of point, day, minute.");
        assertError(wanted("minute"), 409, "No minutes are recorded: put some into the folder");
        assertError(
                operator.asks().contentType("application/json").post("/admin/market/speed"),
                400,
                "speed must be one of");
    }

    private void assertGoes(String speed) throws Exception {
        Response answer = wanted(speed);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("speed")).isEqualTo(speed);
    }

    private Response wanted(String speed) throws Exception {
        return operator.sends(Map.of("speed", speed)).post("/admin/market/speed");
    }
}
