package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every value of a database from before there were days: an update of the last days, or a day of its own. */
class HistoryMigrationTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** A day that was thinned out, a day of the past with two updates, and the last days. */
    private static final String BEFORE = """
            INSERT INTO market_update (update_number, last_order, seen_at) VALUES (7, 0, '2018-01-02 21:00Z'), (8, 0, now());
            INSERT INTO asset_value (symbol, value_time, open, high, low, close, volume, source, update_number) VALUES
                ('KO', '2016-12-30 21:00Z', 10, 12, 9, 11, 100, 'past', NULL),
                ('KO', '2018-01-02 15:00Z', 11, 11.5, 10.5, 11.2, 10, 'here', 6),
                ('KO', '2018-01-02 21:00Z', 11, 13, 10, 12.00000001, 20, 'there', 7),
                ('KO', '2018-02-07 15:00Z', 12, 14, 11, 13, 30, 'here', 8),
                ('GE', '2018-02-01 15:00Z', 1, 1, 1, 1, 0, 'here', 8);
            INSERT INTO thinned (up_to) VALUES ('2017-01-01');
            """;

    @Test
    void carriesEveryValueOver() throws Exception {
        String database =
                Postgres.newDatabase("history_" + ProcessHandle.current().pid() + "_" + System.nanoTime());
        try (Connection connection = Postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(script("V1__accounts_ledger_and_values.sql"));
            statement.execute(script("V2__event_numbers_and_session_key.sql"));
            statement.execute(script("V3__one_writer.sql"));
            statement.execute("BEGIN; " + script("V4__portfolios.sql") + "; COMMIT");
            statement.execute(script("V13__trading.sql"));
            statement.execute("SET TimeZone = 'America/New_York'");
            statement.execute(BEFORE);

            statement.execute("BEGIN; " + script("V15__history.sql") + "; COMMIT");

            statement.execute("SET TimeZone = 'UTC'");
            assertThat(rows(
                            statement,
                            "SELECT (tableoid::regclass, v.*)::TEXT FROM asset_value AS v ORDER BY symbol, value_time"))
                    .containsExactly(
                            "(asset_value_20180129,GE,\"2018-02-01 15:00:00+00\",1,1,1,1,0,here,8)",
                            "(asset_value_20180101,KO,\"2018-01-02 15:00:00+00\",11,11.5,10.5,11.2,10,here,6)",
                            "(asset_value_20180101,KO,\"2018-01-02 21:00:00+00\",11,13,10,12.00000001,20,there,7)",
                            "(asset_value_20180205,KO,\"2018-02-07 15:00:00+00\",12,14,11,13,30,here,8)");
            assertThat(rows(
                            statement,
                            "SELECT (tableoid::regclass, d.*)::TEXT FROM asset_day AS d ORDER BY symbol, day"))
                    .containsExactly(
                            "(asset_day_20180101,GE,2018-02-01,1,1,1,1,0,\"2018-02-01 15:00:00+00\",here,8)",
                            "(asset_day_20160101,KO,2016-12-30,10,12,9,11,100,\"2016-12-30 21:00:00+00\",past,0)",
                            "(asset_day_20180101,KO,2018-01-02,11,13,10,12.00000001,20,\"2018-01-02 21:00:00+00\",there,7)",
                            "(asset_day_20180101,KO,2018-02-07,12,14,11,13,30,\"2018-02-07 15:00:00+00\",here,8)");
        }
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        try (ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }

    private static String script(String name) throws IOException {
        return Files.readString(MIGRATIONS.resolve(name));
    }
}
