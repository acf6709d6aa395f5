package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each money rule stands in the schema too. */
@QuarkusTest
class SchemaTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Database database;

    private long account;
    private TransactionId settled;

    @BeforeEach
    void trade() throws SQLException {
        Trader trader = desk.newTrader();
        settled = trader.place(trader.purchase("AAPL", "1"));
        updates.next();
        account = Long.parseLong(database.one(
                "SELECT account_id FROM account WHERE user_name = ?",
                trader.userName().value()));
    }

    @Test
    void refusesPostingThatDoesNotSumToZero() {
        assertRefused(
                "sum to zero",
                "INSERT INTO ledger_entry VALUES (?, ?, 'CASH', 'USD', 1, now())",
                account,
                UUID.nameUUIDFromBytes(new byte[] {1}));
        // The sum is right, but over two units.
        UUID posting = UUID.nameUUIDFromBytes(new byte[] {2});
        assertRefused(
                "sum to zero",
                "INSERT INTO ledger_entry VALUES (?, ?, 'CASH', 'USD', 1, now()), (?, ?, 'MARKET', 'AAPL', -1, now())",
                account,
                posting,
                account,
                posting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ledger_entry", "transaction", "settlement"})
    void refusesEditsOfWhatIsAppended(String table) {
        assertRefused("never edited", "UPDATE " + table + " SET account_id = account_id WHERE account_id = ?", account);
        assertRefused("never edited", "DELETE FROM " + table + " WHERE account_id = ?", account);
        assertRefused("never edited", "TRUNCATE " + table + " CASCADE");
    }

    @Test
    void refusesSecondSettlement() {
        assertRefused("settlement_pkey", """
                INSERT INTO settlement (account_id, event_number, transaction_id, state, settled_at, fee_rule, reason)
                VALUES (?, 1000, ?, 'REJECTED', now(), '', 'again')
                """, account, settled.value());
    }

    @Test
    void refusesEventNumberThatIsTakenOrNone() {
        String insert = """
                INSERT INTO settlement (account_id, event_number, transaction_id, state, settled_at, fee_rule, reason)
                VALUES (?, ?, ?, 'REJECTED', now(), '', 'again')
                """;
        UUID id = UUID.nameUUIDFromBytes(new byte[] {5});

        assertRefused("settlement_event_number", insert, account, 1L, id);
        assertRefused("settlement_event_counted", insert, account, 0L, id);
    }

    @Test
    void refusesSecondTransactionOfTheSameId() {
        assertRefused("transaction_pkey", """
                INSERT INTO transaction VALUES (?, ?, 'BUY', 'AAPL', 1, 1, now(), ?)
                """, account, settled.value(), settled.value());
    }

    @Test
    void refusesTransactionThatBreaksARule() {
        UUID id = UUID.nameUUIDFromBytes(new byte[] {3});
        for (String bad : new String[] {
            "'GIVE', 'AAPL', 1, 0", "'BUY', 'AAPL', 0, 1", "'BUY', 'AAPL', 1, -1", "'SELL', 'AAPL', 1, 1"
        }) {
            assertRefused(
                    "check constraint",
                    "INSERT INTO transaction VALUES (?, ?, " + bad + ", now(), ?)",
                    account,
                    id,
                    id);
        }
    }

    @Test
    void refusesBalanceBelowZeroOrOverReserved() {
        assertRefused("check constraint", "UPDATE balance SET cash = -1 WHERE account_id = ?", account);
        assertRefused("check constraint", "UPDATE balance SET reserved = -1 WHERE account_id = ?", account);
        assertRefused("check constraint", "UPDATE balance SET reserved = cash + 1 WHERE account_id = ?", account);
    }

    @Test
    void refusesHoldingBelowZeroOrOverReserved() {
        assertRefused("check constraint", "UPDATE holding SET quantity = -1 WHERE account_id = ?", account);
        assertRefused("check constraint", "UPDATE holding SET reserved = -1 WHERE account_id = ?", account);
        assertRefused("check constraint", "UPDATE holding SET reserved = quantity + 1 WHERE account_id = ?", account);
        assertRefused("check constraint", "UPDATE holding SET cost = -1 WHERE account_id = ?", account);
    }

    @Test
    void refusesSettlementWithoutPriceOrReason() {
        UUID id = UUID.nameUUIDFromBytes(new byte[] {4});
        String insert =
                "INSERT INTO settlement (event_number, account_id, transaction_id, state, settled_at, price, fee_rule,"
                        + " value_time, reason) VALUES (1000, ?, ?, ";
        for (String bad : new String[] {
            "'SETTLED', now(), NULL, '', now(), ''",
            "'SETTLED', now(), 1, '', NULL, ''",
            "'SETTLED', now(), 1, '', now(), 'but why'",
            "'REJECTED', now(), NULL, '', now(), ''",
            "'LOST', now(), NULL, '', now(), 'gone'"
        }) {
            assertRefused("check constraint", insert + bad + ")", account, id);
        }
    }

    @Test
    void refusesNameAndEmailThatDifferOnlyInCase() throws SQLException {
        String name = database.one("SELECT upper(user_name) FROM account WHERE account_id = ?", account);
        String insert = "INSERT INTO account (user_name, email, member_since) VALUES (?, ?, now())";

        assertRefused("account_user_name", insert, name, "someone@else.example.org");
        assertRefused("account_email", insert, "someone-else", name + "@EXAMPLE.org");
    }

    private void assertRefused(String because, String sql, Object... parameters) {
        assertThatThrownBy(() -> database.run(sql, parameters))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(because);
    }
}
