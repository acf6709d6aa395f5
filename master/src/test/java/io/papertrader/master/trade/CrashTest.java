package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.TradeRequest.Order;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database connection dies, or a statement fails, at each step of a write in turn. */
@QuarkusTest
class CrashTest {
    private static final List<String> TABLES =
            List.of("open_order", "last_order", "transaction", "portfolio", "holding", "market_update", "asset_value");

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    @Inject
    Leadership leadership;

    @BeforeEach
    void plantCrashes() throws SQLException {
        database.run("CREATE SEQUENCE IF NOT EXISTS crash_step");
        database.run("CREATE TABLE crash (at BIGINT, how TEXT)");
        database.run("""
                CREATE FUNCTION crash() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER AS $$
                BEGIN
                    IF nextval('crash_step') = (SELECT at FROM crash) THEN
                        IF (SELECT how FROM crash) = 'kill' THEN
                            PERFORM pg_terminate_backend(pg_backend_pid());
                        END IF;
                        RAISE EXCEPTION 'crash';
                    END IF;
                    RETURN NULL;
                END $$
                """);
        for (String table : TABLES) {
            // One before each statement, one after it, and one when all is written and to be committed.
            for (String moment : List.of("BEFORE", "AFTER")) {
                database.run("CREATE TRIGGER crash_" + moment + " " + moment + " INSERT OR UPDATE OR DELETE ON " + table
                        + " FOR EACH STATEMENT EXECUTE FUNCTION crash()");
            }
        }
        for (String table : List.of("open_order", "transaction", "market_update")) {
            database.run("CREATE CONSTRAINT TRIGGER crash_commit AFTER INSERT ON " + table
                    + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION crash()");
        }
    }

    @AfterEach
    void takeThemAway() throws SQLException {
        database.run("DROP FUNCTION crash CASCADE");
        database.run("DROP TABLE crash");
    }

    /** A statement that fails is tried again by itself; behind a lost connection the next master goes on. */
    @ParameterizedTest
    @ValueSource(strings = {"fail", "kill"})
    void orderSettlesOnceThoughItsUpdateDiesAtAnyStep(String how) throws SQLException {
        Trader trader = desk.newTrader();
        trader.place(trader.purchase("AAPL", "1"));
        updates.next();
        int step = 0;
        boolean hasCrashed;

        do {
            TransactionId purchase = trader.place(trader.purchase("AAPL", "2"));
            TransactionId sale = trader.place(trader.sale("AAPL", "1"));
            crashAt(++step, how);
            updates.next();
            takeOver(step, how);
            hasCrashed = hasCrashed(step);
            crashAt(0, how);
            updates.next();

            assertThat(ledgerFaults()).as("step %d", step).isEmpty();
            assertThat(trader.transaction(purchase).state()).as("step %d", step).isEqualTo(TransactionState.SETTLED);
            assertThat(trader.transaction(sale).state()).as("step %d", step).isEqualTo(TransactionState.SETTLED);
            assertThat(trader.holding("AAPL").quantity()).isEqualTo(Quantity.of(String.valueOf(step + 1)));
            assertThat(trader.funds().reserved()).isEqualTo(Money.ZERO);
        } while (hasCrashed);

        assertThat(step).isGreaterThan(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "kill"})
    void orderThatIsSentAgainIsOneOrderThoughItDiedAtAnyStep(String how) throws SQLException {
        Trader trader = desk.newTrader();
        int step = 0;

        do {
            Order order = trader.purchase("AAPL", "2");
            var record = desk.record(order, desk.now());
            crashAt(++step, how);
            Reply first = desk.begin(order, record)
                    .onFailure()
                    .recoverWithUni(() -> Uni.createFrom().item(new Failure.PurchaseFail(FailCode.UNAVAILABLE, "died")))
                    .await()
                    .indefinitely();
            takeOver(step, how);

            assertThat(first instanceof Failure).as("step %d", step).isEqualTo(how.equals("kill") && hasCrashed(step));
            assertThat(desk.ask(order, record)).isInstanceOf(Accepted.class);
            assertThat(trader.history()).as("step %d", step).hasSize(step);
        } while (hasCrashed(step));

        assertThat(step).isGreaterThan(4);
        crashAt(0, how);
        updates.next();
        assertThat(trader.holding("AAPL").quantity()).isEqualTo(Quantity.of(String.valueOf(2 * step)));
        assertThat(ledgerFaults()).isEmpty();
    }

    @Test
    void goesOnBehindAnUpdateWhoseCommitWasNeverHeardOf() throws SQLException {
        Trader trader = desk.newTrader();
        TransactionId id = trader.place(trader.purchase("AAPL", "2"));
        // As it stands after a commit whose answer was lost: the next day is stored, this master does not know.
        database.run("""
                INSERT INTO asset_value (symbol, value_time, open, high, low, close, volume, source)
                SELECT symbol, (SELECT max(value_time) FROM asset_value) + INTERVAL '1 day', open, high, low, close,
                    volume, source
                FROM asset_value
                WHERE value_time = (SELECT max(value_time) FROM asset_value)
                """);
        String lost = values();

        updates.next();

        assertThat(values()).isGreaterThan(lost);
        assertThat(trader.transaction(id).state()).isEqualTo(TransactionState.SETTLED);
    }

    private void crashAt(int step, String how) throws SQLException {
        database.run("DELETE FROM crash");
        database.run("INSERT INTO crash VALUES (?, ?)", step, how);
        database.run("SELECT setval('crash_step', 1, false)");
    }

    /** A sequence counts on although its transaction is undone. */
    private boolean hasCrashed(int step) throws SQLException {
        return Long.parseLong(database.one("SELECT last_value FROM crash_step")) >= step
                && database.one("SELECT is_called FROM crash_step").equals("t");
    }

    /** With its connection this master has lost the lock; it goes on here as the next one would. */
    private void takeOver(int step, String how) throws SQLException {
        if (how.equals("kill") && hasCrashed(step)) {
            Await.until(() -> !leadership.isHeld());
            leadership.acquire(() -> {}).await().indefinitely();
        }
    }

    private List<String> ledgerFaults() {
        return ledgerCheck.run().await().indefinitely().faults();
    }

    private String values() throws SQLException {
        return database.one("SELECT max(value_time) FROM asset_value");
    }
}
