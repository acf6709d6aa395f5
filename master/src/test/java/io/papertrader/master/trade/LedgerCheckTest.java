package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A ledger in which one thing is not as its history says; the check computes all of it again, and names what it finds.
 */
@QuarkusTest
class LedgerCheckTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    private long portfolio;

    /** Three shares bought, one sold, one order open each way. */
    @BeforeEach
    void trade() throws SQLException {
        updates.next();
        Trader trader = desk.newTrader();
        trader.place(trader.purchase("AAPL", "3"));
        updates.next();
        trader.place(trader.sale("AAPL", "1"));
        updates.next();
        trader.place(trader.purchase("KO", "1"));
        trader.place(trader.sale("AAPL", "1"));
        portfolio = Long.parseLong(database.one(
                "SELECT account_id FROM account WHERE user_name = ?",
                trader.userName().value()));
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "portfolio | cash = cash + 0.00000001 | cash = cash - 0.00000001 | cash is",
                "portfolio | opening_cash = opening_cash + 1 | opening_cash = opening_cash - 1 | cash is",
                "portfolio | last_event = last_event + 1 | last_event = last_event - 1 | its last event is",
                "holding | quantity = quantity + 1 | quantity = quantity - 1 | holds",
                "holding | cost = cost + 0.00000001 | cost = cost - 0.00000001 | cost",
                "transaction | gross = gross + 0.00000001 | gross = gross - 0.00000001 | is",
                "transaction | price = price * 2 | price = price / 2 | at",
                "transaction | fee = fee + 0.00000001 | fee = fee - 0.00000001 | the fee of",
                "transaction | event_number = event_number + 5 | event_number = event_number - 5 | its last event is",
                "open_order | reserved_cash = reserved_cash + 1000000 | reserved_cash = reserved_cash - 1000000 | holds back",
                "open_order | quantity = quantity + 10 | quantity = quantity - 10 | holds back",
                "open_order | order_number = order_number + 1000000 | order_number = order_number - 1000000 | is above the last"
            })
    void findsWhatIsNotAsTheHistorySays(String table, String damage, String repair, String says) throws SQLException {
        String where = " WHERE portfolio_id = ?"
                + (damage.startsWith("reserved_cash") ? " AND side = 'BUY'" : "")
                + (damage.startsWith("quantity") && table.equals("open_order") ? " AND side = 'SELL'" : "");
        database.force("UPDATE " + table + " SET " + damage + where, portfolio);
        try {
            LedgerCheck.Report report = ledgerCheck.run().await().indefinitely();

            assertThat(report.clean()).isFalse();
            assertThat(report.faults())
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault).containsAnyOf("portfolio " + portfolio, "order number"))
                    .anySatisfy(fault -> assertThat(fault).contains(says));
        } finally {
            database.force("UPDATE " + table + " SET " + repair + where, portfolio);
        }
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO open_order SELECT portfolio_id, transaction_id, order_number, side, symbol, quantity, terms,"
                        + " price_limit, 0, placed_at, accepted_at, worker_uuid FROM transaction WHERE portfolio_id = ? AND"
                        + " side = 'BUY' | is open and has ended",
                "INSERT INTO open_order SELECT -portfolio_id, transaction_id, order_number, side, symbol, quantity, terms,"
                        + " price_limit, 0, placed_at, accepted_at, worker_uuid FROM transaction WHERE portfolio_id = ? AND"
                        + " side = 'BUY' | which there is not"
            })
    void findsOrderThatIsWhereItShouldNotBe(String damage, String says) throws SQLException {
        database.force(damage, portfolio);
        try {
            assertThat(ledgerCheck.run().await().indefinitely().faults())
                    .anySatisfy(fault -> assertThat(fault).contains(says));
        } finally {
            database.force("""
                    DELETE FROM open_order
                    WHERE abs(portfolio_id) = ? AND transaction_id IN (SELECT transaction_id FROM transaction)
                    """, portfolio);
        }
    }

    @Test
    void findsHoldingOfAPortfolioThatThereIsNot() throws SQLException {
        long nobody = -portfolio;
        database.force("INSERT INTO holding (portfolio_id, symbol, quantity, cost) VALUES (?, 'AAPL', 0, 0)", nobody);
        try {
            assertThat(ledgerCheck.run().await().indefinitely().faults())
                    .containsExactly("portfolio " + nobody + ", which there is not: holds 0 AAPL");
        } finally {
            database.force("DELETE FROM holding WHERE portfolio_id = ?", nobody);
        }
    }

    /** It ends with a part, or with the note that the portfolio misses its part. */
    @Test
    void findsOpenOrderOfSharesThatAreNoneAnyMore() throws SQLException {
        database.force("""
                INSERT INTO corporate_action (action_number, action_id, symbol, ex_date, kind, new_shares, old_shares, price,
                    update_number, announced_at, ended_at)
                SELECT 9000009, 'checked', 'KO', '2014-06-09', 'SPLIT', 2, 1, 1, 0, now() + INTERVAL '1 day', now()
                """);
        try {
            assertThat(ledgerCheck.run().await().indefinitely().faults())
                    .anyMatch(fault -> fault.contains("of portfolio " + portfolio + " is open, and had to end by"));
        } finally {
            database.force("DELETE FROM corporate_action WHERE action_number = 9000009");
        }
    }
}
