package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.UserName;
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

    private long portfolio;
    private TransactionId settled;

    @BeforeEach
    void trade() throws SQLException {
        Trader trader = desk.newTrader();
        settled = trader.place(trader.purchase("AAPL", "1"));
        updates.next();
        portfolio = Long.parseLong(database.one(
                "SELECT account_id FROM account WHERE user_name = ?",
                trader.userName().value()));
    }

    @Test
    void refusesEditsOfWhatIsAppended() {
        assertRefused("never edited", "UPDATE transaction SET fee = 0 WHERE portfolio_id = ?", portfolio);
        assertRefused("never edited", "DELETE FROM transaction WHERE portfolio_id = ?", portfolio);
        assertRefused("never edited", "TRUNCATE transaction CASCADE");
    }

    @Test
    void refusesSecondTransactionOfTheSameIdAndSecondEventOfTheSameNumber() {
        assertRefused(
                "transaction_pkey", ended("'REJECTED', NULL, NULL, 0, 'again'", 1000), portfolio, settled.value());
        assertRefused(
                "transaction_event",
                ended("'REJECTED', NULL, NULL, 0, 'again'", 1),
                portfolio,
                UUID.nameUUIDFromBytes(new byte[] {5}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'FILLED', NULL, 1, 0, ''",
                "'FILLED', 1, NULL, 0, ''",
                "'FILLED', 1, 1, 0, 'but why'",
                "'FILLED', 0, 1, 0, ''",
                "'FILLED', 1, -1, 0, ''",
                "'FILLED', 1, 1, -1, ''",
                "'REJECTED', NULL, NULL, 0, ''",
                "'REJECTED', 1, 1, 0, 'but filled'",
                "'CANCELLED', NULL, NULL, 0, 'but why'",
                "'LOST', NULL, NULL, 0, 'gone'"
            })
    void refusesEndingThatBreaksARule(String bad) {
        assertRefused("check constraint", ended(bad, 1000), portfolio, UUID.nameUUIDFromBytes(new byte[] {4}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1, 'GIVE', 'AAPL', 1, 'AT_NEXT_VALUE', NULL, 0",
                "1, 'BUY', 'AAPL', 0, 'AT_NEXT_VALUE', NULL, 1",
                "1, 'BUY', 'AAPL', 1, 'AT_NEXT_VALUE', NULL, -1",
                "1, 'SELL', 'AAPL', 1, 'AT_NEXT_VALUE', NULL, 1",
                "1, 'BUY', 'AAPL', 1, 'AT_NEXT_VALUE', 1, 1",
                "1, 'BUY', 'AAPL', 1, 'LIMIT', NULL, 1",
                "1, 'BUY', 'AAPL', 1, 'SOMEHOW', NULL, 1",
                "0, 'BUY', 'AAPL', 1, 'AT_NEXT_VALUE', NULL, 1"
            })
    void refusesOpenOrderThatBreaksARule(String bad) {
        UUID id = UUID.nameUUIDFromBytes(new byte[] {3});
        assertRefused(
                "check constraint",
                "INSERT INTO open_order VALUES (?, ?, " + bad + ", now(), now(), ?)",
                portfolio,
                id,
                id);
    }

    @Test
    void refusesCashAndHoldingsBelowZero() {
        assertRefused("check constraint", "UPDATE portfolio SET cash = -1 WHERE portfolio_id = ?", portfolio);
        assertRefused("check constraint", "UPDATE portfolio SET last_event = -1 WHERE portfolio_id = ?", portfolio);
        assertRefused("check constraint", "UPDATE holding SET quantity = -1 WHERE portfolio_id = ?", portfolio);
        assertRefused("check constraint", "UPDATE holding SET cost = -1 WHERE portfolio_id = ?", portfolio);
    }

    private static String ended(String ending, int event) {
        return """
                INSERT INTO transaction (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, reserved_cash,
                    placed_at, accepted_at, worker_uuid, event_number, ended_at, fee_rule, fill_policy, value_source,
                    update_number, ending, price, gross, fee, reason)
                VALUES (?, ?, 1, 'BUY', 'AAPL', 1, 'AT_NEXT_VALUE', 1, now(), now(), gen_random_uuid(), %d, now(), '', '', '', 1, %s)
                """.formatted(event, ending);
    }

    @Test
    void refusesNameAndEmailThatDifferOnlyInCase() throws SQLException {
        UserName name =
                new UserName(database.one("SELECT upper(user_name) FROM account WHERE account_id = ?", portfolio));
        Email email = new Email(name + "@EXAMPLE.org");
        String insert =
                "INSERT INTO account (user_name, user_key, email, email_key, member_since) VALUES (?, ?, ?, ?, now())";

        assertRefused("account_user_key", insert, name.value(), name.key(), "a@b.c", "a@b.c");
        assertRefused("account_email_key", insert, "someone-else", "someone-else", email.value(), email.key());
        assertRefused("account_check", insert, name.value(), name.value(), "a@b.c", "a@b.c");
    }

    private void assertRefused(String because, String sql, Object... parameters) {
        assertThatThrownBy(() -> database.run(sql, parameters))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(because);
    }
}
