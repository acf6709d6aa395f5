package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Postgres;
import io.papertrader.master.Trader;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.update.Updates;
import io.papertrader.node.StartRefusal;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A master whose tables belong to another role. All other tests of the master run with this one too. */
@QuarkusTest
class EverydayRoleTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    EverydayRole role;

    @Inject
    Pool pool;

    @Inject
    Leadership leadership;

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Database database;

    @BeforeEach
    void trade() {
        updates.next();
        Trader trader = desk.newTrader();
        trader.place(trader.purchase("AAPL", "1"));
        updates.next();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE transaction SET quantity = 1",
                "DELETE FROM transaction",
                "TRUNCATE transaction",
                "UPDATE portfolio SET opening_cash = 1",
                "UPDATE portfolio SET account_id = 1",
                "DELETE FROM portfolio",
                "TRUNCATE portfolio CASCADE",
                "UPDATE audit SET detail = ''",
                "DELETE FROM audit",
                "TRUNCATE audit",
                "UPDATE flyway_schema_history SET checksum = 0",
                "ALTER TABLE audit DISABLE TRIGGER append_only",
                "ALTER TABLE transaction DISABLE TRIGGER ALL",
                "ALTER TABLE audit OWNER TO papertrader_master",
                "DROP TRIGGER append_only ON audit",
                "DROP TABLE audit CASCADE",
                "DROP VIEW transfer",
                "CREATE OR REPLACE FUNCTION refuse_edit() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
                "CREATE TRIGGER append_only BEFORE UPDATE ON audit EXECUTE FUNCTION refuse_pooled_write()",
                "SET session_replication_role = replica",
                "SET ROLE papertrader",
                "DROP SCHEMA public CASCADE"
            })
    void cannotAlterWhatIsAppendOnlyOverAnyConnection(String sql) {
        assertThatThrownBy(() -> pool.query(sql).execute().await().atMost(LIMIT))
                .satisfies(EverydayRoleTest::mayNot);
        assertThatThrownBy(() -> leadership
                        .write(List.of(new Statement(sql, Tuple.tuple())))
                        .await()
                        .atMost(LIMIT))
                .satisfies(EverydayRoleTest::mayNot);
    }

    /** Of every table that a migration keeps from edits, now and later. */
    @Test
    void hasNoRightThatItsDailyWorkDoesNotNeed() throws SQLException {
        assertThat(database.column("""
                SELECT relname FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid
                WHERE tgname = 'append_only'
                """)).contains("audit", "portfolio", "transaction");
        assertThat(database.column("""
                SELECT relname FROM pg_class JOIN pg_trigger ON tgrelid = pg_class.oid
                WHERE tgname = 'append_only' AND has_table_privilege(?, pg_class.oid, 'UPDATE, DELETE')
                """, Postgres.EVERYDAY)).isEmpty();
        assertThat(database.column("""
                SELECT relname FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
                    AND has_table_privilege(?, oid, 'TRUNCATE, REFERENCES, TRIGGER, MAINTAIN')
                """, Postgres.EVERYDAY)).isEmpty();
    }

    /** A temporary table that bears the name of the owner's is not the one that functions of the owner look at. */
    @Test
    void cannotHaveTheOwnerCallAFunctionOfItsOwn() throws SQLException {
        try (Connection connection = Postgres.connect(database.one("SELECT current_database()"), Postgres.EVERYDAY);
                var statement = connection.createStatement()) {
            statement.execute("SELECT make_history_part('asset_day', '1970-01-01', '1971-01-01')");
            statement.execute("""
                    CREATE FUNCTION pg_temp.called() RETURNS DATE LANGUAGE plpgsql AS $$
                    BEGIN RAISE EXCEPTION 'called as %', current_user; END $$;
                    CREATE TEMPORARY VIEW rolled_month AS SELECT pg_temp.called() AS before;
                    GRANT ALL ON pg_temp.rolled_month TO PUBLIC;
                    """);

            assertThatCode(() -> statement.execute("SELECT drop_history_part('asset_day', '1970-01-01', '1971-01-01')"))
                    .doesNotThrowAnyException();
        }
        assertThat(database.column("""
                SELECT proname FROM pg_proc
                WHERE prosecdef AND pronamespace = 'public'::regnamespace
                    AND 'search_path=public, pg_temp' <> ALL (coalesce(proconfig, '{}'))
                """)).isEmpty();
    }

    @Test
    void isGivenWhatItLacksAndLosesWhatItShouldNotHave() throws SQLException {
        database.run("REVOKE SELECT ON portfolio FROM papertrader_master");
        database.run("GRANT UPDATE, TRIGGER ON audit TO papertrader_master");

        role.settle().await().atMost(LIMIT);

        assertThat(database.one("SELECT has_table_privilege(?, 'portfolio', 'SELECT')", Postgres.EVERYDAY))
                .isEqualTo("t");
        assertThat(database.one("SELECT has_table_privilege(?, 'audit', 'UPDATE, TRIGGER')", Postgres.EVERYDAY))
                .isEqualTo("f");
    }

    @Test
    void isRefusedWhereItIsTheOwnerAfterAll() throws SQLException {
        database.run("GRANT papertrader TO papertrader_master");
        try {
            assertThatThrownBy(() -> role.settle().await().atMost(LIMIT))
                    .isInstanceOf(StartRefusal.class)
                    .hasMessageContaining(
                            "could alter histories and the audit trail, although \"papertrader\" owns them");
        } finally {
            database.run("REVOKE papertrader FROM papertrader_master");
        }
    }

    private static void mayNot(Throwable refused) {
        assertThat(refused).isInstanceOf(PgException.class);
        assertThat(((PgException) refused).getSqlState())
                .as(refused.getMessage())
                .isEqualTo("42501");
    }
}
