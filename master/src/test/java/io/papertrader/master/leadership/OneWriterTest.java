package io.papertrader.master.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money goes over the connection that holds the lock, and over no other. */
@QuarkusTest
class OneWriterTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    Leadership leadership;

    @Inject
    Pool pool;

    /** The connections of migrations, backups and checks of the ledger. */
    @Inject
    DataSource owner;

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Database database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO portfolio SELECT * FROM portfolio",
                "UPDATE portfolio SET cash = cash + 1",
                "DELETE FROM holding",
                "UPDATE holding SET quantity = 1",
                "INSERT INTO transaction SELECT * FROM transaction",
                "DELETE FROM open_order",
                "INSERT INTO market_update SELECT * FROM market_update",
                "UPDATE last_order SET order_number = 0",
                "INSERT INTO asset_value SELECT * FROM asset_value",
                "UPDATE master_epoch SET epoch = 0"
            })
    void poolCannotWriteMoney(String sql) {
        assertThatThrownBy(() -> pool.query(sql).execute().await().atMost(LIMIT))
                .hasMessageContaining("only over the connection that holds the lock");
    }

    @Test
    void everyTableWithMoneyIsKeptFromThePool() throws SQLException {
        assertThat(database.column("""
                SELECT relname FROM pg_class
                WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
                    AND relname <> 'flyway_schema_history'
                    AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = 'one_writer')
                """))
                .containsExactlyInAnyOrder(
                        "account",
                        "announced_action",
                        "asset_day",
                        "asset_minute",
                        "asset_month",
                        "audit",
                        "external_login",
                        "known_address",
                        "known_device",
                        "market_kind",
                        "one_time_token",
                        "operator",
                        "past_asked",
                        "past_begin",
                        "past_split",
                        "replay_speed",
                        "replay_start",
                        "rolled_month",
                        "rolled_up",
                        "session",
                        "session_key",
                        "used_nonce",
                        "worker");
    }

    @Test
    void nothingOfMoneyIsWrittenWithoutTheLead() throws SQLException {
        updates.next();
        Trader trader = desk.newTrader();
        UserName newcomer = desk.newName();
        String values = values();
        leadership.release().await().atMost(LIMIT);

        assertThatThrownBy(() -> desk.ask(Desk.registration(newcomer))).isInstanceOf(LostLeadership.class);
        assertThatThrownBy(() -> desk.ask(trader.purchase("AAPL", "1"))).isInstanceOf(LostLeadership.class);
        updates.next();
        assertThat(values()).isEqualTo(values);
        assertThat(trader.history()).isEmpty();
        assertThat(database.column("SELECT user_name FROM account WHERE user_name = ?", newcomer.value()))
                .isEmpty();

        leadership.acquire(() -> {}).await().atMost(LIMIT);
        assertThat(desk.ask(Desk.registration(newcomer))).isNotInstanceOf(Failure.class);
    }

    @Test
    void everythingIsWrittenByTheSessionThatHoldsTheLock() throws SQLException {
        String session = database.one("SELECT pid FROM pg_locks WHERE locktype = 'advisory'"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        database.run("CREATE TABLE writer (pid INT)");
        database.run("GRANT INSERT ON writer TO PUBLIC");
        database.run("""
                CREATE FUNCTION note_writer() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    INSERT INTO writer VALUES (pg_backend_pid());
                    RETURN NULL;
                END $$
                """);
        try {
            for (String table : new String[] {"portfolio", "holding", "open_order", "transaction", "market_update"}) {
                database.run("CREATE TRIGGER note AFTER INSERT OR UPDATE ON " + table
                        + " FOR EACH STATEMENT EXECUTE FUNCTION note_writer()");
            }
            Trader trader = desk.newTrader();
            trader.place(trader.purchase("AAPL", "1"));
            updates.next();

            assertThat(database.column("SELECT DISTINCT pid FROM writer")).containsExactly(session);
        } finally {
            database.run("DROP FUNCTION note_writer CASCADE");
            database.run("DROP TABLE writer");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "idle_session_timeout, 60000, 0, 0",
        "idle_in_transaction_session_timeout, 60000, 60000, 14400000",
        "statement_timeout, 60000, 60000, 14400000",
        "enable_seqscan, off, on, on",
        "enable_hashjoin, off, on, on",
        "plan_cache_mode, force_generic_plan, auto, auto",
        "tcp_keepalives_idle, 1, 1, 1",
        "tcp_keepalives_interval, 1, 1, 1",
        "tcp_keepalives_count, 2, 2, 2",
        "tcp_user_timeout, 3000, 3000, 0"
    })
    void everySessionHasDeadlines(String setting, String ofTheLead, String ofThePool, String ofTheOwner)
            throws SQLException {
        String sql = "SELECT setting FROM pg_settings WHERE name = '" + setting + "'";

        assertThat(leadership
                        .write(List.of(new Statement(sql, Masters.NOTHING)))
                        .map(rows -> rows.getFirst().iterator().next().getString("setting"))
                        .await()
                        .atMost(LIMIT))
                .isEqualTo(ofTheLead);
        assertThat(pool.query(sql)
                        .execute()
                        .map(rows -> rows.iterator().next().getString("setting"))
                        .await()
                        .atMost(LIMIT))
                .isEqualTo(ofThePool);
        try (Connection connection = owner.getConnection();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("setting")).isEqualTo(ofTheOwner);
        }
    }

    private String values() throws SQLException {
        return database.one("SELECT max(value_time) FROM asset_value");
    }
}
