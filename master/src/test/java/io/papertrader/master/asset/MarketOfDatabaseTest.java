package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.Database;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.node.StartRefusal;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MarketOfDatabaseTest {
    @Inject
    Pool pool;

    @Inject
    Leadership leadership;

    @Inject
    Database database;

    @AfterEach
    void asItWas() throws SQLException {
        holds("REPLAY");
    }

    private void holds(String kind) throws SQLException {
        database.run("DELETE FROM market_kind");
        database.run("INSERT INTO market_kind (kind) VALUES (?)", kind);
    }

    private void start(String market) {
        new MarketOfDatabase(pool, leadership, Markets.named(market))
                .check()
                .await()
                .indefinitely();
    }

    @Test
    void newDatabaseIsOfTheMarketThatItIsFirstStartedWith() throws SQLException {
        database.run("DELETE FROM market_kind");

        start("crypto");

        assertThat(database.one("SELECT kind FROM market_kind")).isEqualTo("LIVE");
        assertThatCode(() -> start("us,fx")).doesNotThrowAnyException();
    }

    @Test
    void replayDoesNotGoOnLive() throws SQLException {
        holds("REPLAY");

        assertThatCode(() -> start("replay")).doesNotThrowAnyException();
        assertThatThrownBy(() -> start("crypto"))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("This database holds a replay of recorded values")
                .hasMessageContaining("PAPERTRADER_DATABASE_NAME");
        assertThat(database.one("SELECT kind FROM market_kind")).isEqualTo("REPLAY");
    }

    @Test
    void liveMarketDoesNotGoOnAsAReplay() throws SQLException {
        holds("LIVE");

        assertThatThrownBy(() -> start("replay"))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("This database holds a live market");
        assertThat(database.one("SELECT kind FROM market_kind")).isEqualTo("LIVE");
    }
}
