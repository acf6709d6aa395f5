package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** A database of the version before is brought up to date with what is in it. */
class EventNumbersMigrationTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @Test
    void numbersWhatHasSettledByItsTimeForEachAccount() throws Exception {
        String database =
                Postgres.newDatabase("migration_" + ProcessHandle.current().pid() + "_" + System.nanoTime());
        try (Connection connection = Postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(script("V1__accounts_ledger_and_values.sql"));
            statement.execute(settledBefore());

            statement.execute(script("V2__event_numbers_and_session_key.sql"));

            assertThat(rows(statement)).containsExactly("1 1 early", "1 2 late", "2 1 other");
            assertThatThrownBy(() -> statement.execute("UPDATE settlement SET event_number = 7"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("never edited");
        }
    }

    private static String settledBefore() {
        return """
                INSERT INTO account (user_name, email, member_since)
                VALUES ('one', 'one@example.org', now()), ('two', 'two@example.org', now());
                INSERT INTO transaction
                SELECT account_id, id::uuid, 'BUY', 'KO', 1, 1, now(), gen_random_uuid()
                FROM (VALUES
                    (1, '00000000-0000-0000-0000-000000000001'),
                    (1, '00000000-0000-0000-0000-000000000002'),
                    (2, '00000000-0000-0000-0000-000000000003')) AS placed (account_id, id);
                INSERT INTO settlement (account_id, transaction_id, state, settled_at, fee_rule, reason)
                VALUES
                    (1, '00000000-0000-0000-0000-000000000001', 'REJECTED', '2026-01-02', '', 'late'),
                    (1, '00000000-0000-0000-0000-000000000002', 'REJECTED', '2026-01-01', '', 'early'),
                    (2, '00000000-0000-0000-0000-000000000003', 'REJECTED', '2026-01-03', '', 'other');
                """;
    }

    private static List<String> rows(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("""
                SELECT account_id || ' ' || event_number || ' ' || reason
                FROM settlement
                ORDER BY account_id, event_number
                """)) {
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
