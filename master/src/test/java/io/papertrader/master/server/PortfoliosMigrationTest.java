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

/**
 * The holdings, queued orders and settled orders of accounts from before there were portfolios are carried over to the
 * last decimal.
 */
class PortfoliosMigrationTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final String PURCHASE = "00000000-0000-0000-0000-000000000001";
    private static final String QUEUED_SALE = "00000000-0000-0000-0000-000000000002";
    private static final String REJECTED = "00000000-0000-0000-0000-000000000003";
    private static final String QUEUED_PURCHASE = "00000000-0000-0000-0000-000000000004";

    /** One bought two shares at 10.5 for a fee of 0.5 and sells one; one has not traded; one began without cash. */
    private static final String BEFORE = """
            INSERT INTO account (user_name, email, member_since)
            VALUES ('ann', 'ann@example.org', '2026-01-01'), ('bob', 'bob@example.org', '2026-01-02'),
                ('poor', 'poor@example.org', '2026-01-03');
            INSERT INTO balance VALUES (1, 978.5, 200), (2, 1000, 0), (3, 0, 0);
            INSERT INTO holding VALUES (1, 'KO', 2, 1, 21.5);
            INSERT INTO ledger_entry VALUES
                (1, '00000000-0000-0000-0000-00000000000a', 'CASH', 'EUR', 1000, '2026-01-01'),
                (1, '00000000-0000-0000-0000-00000000000a', 'OPENING', 'EUR', -1000, '2026-01-01'),
                (2, '00000000-0000-0000-0000-00000000000b', 'CASH', 'EUR', 1000, '2026-01-02'),
                (2, '00000000-0000-0000-0000-00000000000b', 'OPENING', 'EUR', -1000, '2026-01-02'),
                (1, '%1$s', 'CASH', 'EUR', -21.5, '2026-02-01'), (1, '%1$s', 'MARKET', 'EUR', 21, '2026-02-01'),
                (1, '%1$s', 'FEES', 'EUR', 0.5, '2026-02-01'), (1, '%1$s', 'HOLDING', 'KO', 2, '2026-02-01'),
                (1, '%1$s', 'MARKET', 'KO', -2, '2026-02-01');
            INSERT INTO transaction VALUES
                (1, '%1$s', 'BUY', 'KO', 2, 21, '2026-01-31', gen_random_uuid()),
                (1, '%2$s', 'SELL', 'KO', 1, 0, '2026-02-02', gen_random_uuid()),
                (1, '%3$s', 'BUY', 'KO', 500, 5000, '2026-02-01', gen_random_uuid()),
                (1, '%4$s', 'BUY', 'GE', 20, 200, '2026-02-03', gen_random_uuid());
            INSERT INTO queued_transaction (account_id, transaction_id) VALUES (1, '%4$s'), (1, '%2$s');
            INSERT INTO settlement (account_id, transaction_id, event_number, state, settled_at, price, fee, fee_rule, value_time,
                value_source, reason)
            VALUES
                (1, '%1$s', 1, 'SETTLED', '2026-02-01', 10.5, 0.5, '0.5 + 0%%', '2026-01-31', 'here', ''),
                (1, '%3$s', 2, 'REJECTED', '2026-02-02', NULL, 0, '0.5 + 0%%', '2026-02-01', 'here', 'too dear');
            """.formatted(PURCHASE, QUEUED_SALE, REJECTED, QUEUED_PURCHASE);

    @Test
    void carriesPortfoliosOrdersAndHistoryOver() throws Exception {
        String database =
                Postgres.newDatabase("migration_" + ProcessHandle.current().pid() + "_" + System.nanoTime());
        try (Connection connection = Postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(script("V1__accounts_ledger_and_values.sql"));
            statement.execute(script("V2__event_numbers_and_session_key.sql"));
            statement.execute(script("V3__one_writer.sql"));
            statement.execute(BEFORE);

            statement.execute("BEGIN; " + script("V4__portfolios.sql") + "; COMMIT");

            assertThat(rows(
                            statement,
                            "portfolio_id, account_id, currency, opening_cash, cash, last_event",
                            "portfolio"))
                    .containsExactlyInAnyOrder("(1,1,EUR,1000,978.5,2)", "(2,2,EUR,1000,1000,0)", "(3,3,EUR,0,0,0)");
            assertThat(rows(statement, "holding.*", "holding")).containsExactly("(1,KO,2,21.5)");
            assertThat(rows(
                            statement,
                            "transaction_id, order_number, side, symbol, quantity, reserved_cash",
                            "open_order"))
                    .containsExactlyInAnyOrder(
                            "(" + QUEUED_PURCHASE + ",3,BUY,GE,20,200)", "(" + QUEUED_SALE + ",4,SELL,KO,1,0)");
            assertThat(rows(
                            statement,
                            "transaction_id, order_number, event_number, ending, price, gross, fee, fee_rule, reason",
                            "transaction"))
                    .containsExactlyInAnyOrder(
                            "(" + PURCHASE + ",1,1,FILLED,10.5,21,0.5,\"0.5 + 0%\",\"\")",
                            "(" + REJECTED + ",2,2,REJECTED,,,0,\"0.5 + 0%\",\"too dear\")");
            assertThat(rows(statement, "order_number", "last_order")).containsExactly("(4)");
            assertThat(rows(statement, "portfolio_id, debit, credit, unit, amount", "transfer"))
                    .containsExactlyInAnyOrder(
                            "(1,OPENING,CASH,EUR,1000)",
                            "(2,OPENING,CASH,EUR,1000)",
                            "(1,CASH,MARKET,EUR,21)",
                            "(1,MARKET,HOLDING,KO,2)",
                            "(1,CASH,FEES,EUR,0.5)");
            assertThatThrownBy(() -> statement.execute("UPDATE transaction SET fee = 0"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("never edited");
        }
    }

    private static List<String> rows(Statement statement, String columns, String table) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT ROW(" + columns + ")::TEXT FROM " + table)) {
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
