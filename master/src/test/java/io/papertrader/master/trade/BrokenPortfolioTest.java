package io.papertrader.master.trade;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.Failure.CancelFail;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.TradeRequest.Order;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A row of a portfolio, a holding or an open order that breaks a law harms that portfolio alone, at a start and in a
 * master that reads its market anew.
 */
@QuarkusTest
class BrokenPortfolioTest {
    private static final String HOLDING = "holding";

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    @Inject
    TornJournal torn;

    @Inject
    MeterRegistry metrics;

    private Trader broken;
    private List<Trader> others;

    @BeforeEach
    void trade() {
        updates.next();
        broken = desk.newTrader();
        others = List.of(desk.newTrader(), desk.newTrader());
        broken.place(broken.purchase("AAPL", "10"));
        updates.next();
    }

    @AfterEach
    void booksAreRight() {
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "holding | symbol = 'no symbol' | symbol = 'AAPL'",
                "holding | quantity = quantity + 1000000000000 | quantity = quantity - 1000000000000",
                "portfolio | currency = 'no currency' | currency = 'USD'",
                "open_order | reserved_cash = reserved_cash + 1000000 | reserved_cash = reserved_cash - 1000000",
                "open_order | quantity = quantity + 1000000000000 | quantity = quantity - 1000000000000"
            })
    void leavesAPortfolioThatCannotBeReadOutOfAClearing(String table, String damage, String repair)
            throws SQLException {
        TransactionId waits = broken.place(broken.purchase("KO", "1"));
        List<TransactionId> due = others.stream()
                .map(other -> other.place(other.purchase("KO", "1")))
                .toList();
        double before = leftOut();

        torn.change(table, damage, broken);
        try {
            torn.start();
            updates.next();
        } finally {
            torn.change(table, repair, broken);
        }

        assertThat(states(due)).containsOnly(TransactionState.SETTLED);
        assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.QUEUED);
        assertThat(leftOut()).isEqualTo(before + 1);
        updates.next();
        assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.SETTLED);
    }

    /** The row can be read, but the open order holds back cash that is not there. */
    @Test
    void leavesAPortfolioThatCannotBeBelievedOutOfAClearing() throws SQLException {
        TransactionId waits = broken.place(broken.purchase("KO", "1"));
        List<TransactionId> due = others.stream()
                .map(other -> other.place(other.purchase("KO", "1")))
                .toList();
        torn.leadAnew();
        assertFailure(
                others.getFirst().cancel(new TransactionId(new UUID(1, 1))), CancelFail.class, FailCode.UNKNOWN_ORDER);
        String cash = database.one("SELECT cash FROM portfolio WHERE portfolio_id = ?", torn.portfolio(broken));

        torn.change("portfolio", "cash = 0", broken);
        try {
            updates.next();
        } finally {
            torn.change("portfolio", "cash = " + cash, broken);
        }

        assertThat(states(due)).containsOnly(TransactionState.SETTLED);
        assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.QUEUED);
        updates.next();
        assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.SETTLED);
    }

    /** Nothing of it is needed to start; those who are read with it do not hear of it. */
    @Test
    void tellsTheOwnerAloneWhereNoOrderIsOpen() throws SQLException {
        torn.change(HOLDING, "symbol = 'no symbol'", broken);
        CompletableFuture<Reply> told;
        List<CompletableFuture<Reply>> served;
        try {
            torn.start();

            // The first is being read while the other two come, which are read together then.
            CompletableFuture<Reply> first = begin(others.getFirst().purchase("KO", "1"));
            told = begin(broken.purchase("KO", "1"));
            served = List.of(first, begin(others.getLast().purchase("KO", "1")));

            assertThat(told).failsWithin(Duration.ofMinutes(1));
            assertThat(served).allSatisfy(reply -> assertThat(reply.join()).isInstanceOf(Accepted.class));
        } finally {
            torn.change(HOLDING, "symbol = 'AAPL'", broken);
        }
        assertThat(desk.ask(broken.purchase("KO", "1"))).isInstanceOf(Accepted.class);
    }

    /** An order of what is no asset waits for nothing, and is told of when its owner comes. */
    @Test
    void refusesTheOwnerOfAnOrderOfWhatIsNoAsset() throws SQLException {
        broken.place(broken.purchase("KO", "1"));
        torn.change("open_order", "symbol = 'no symbol'", broken);
        try {
            torn.start();
            updates.next();

            assertThat(begin(broken.purchase("KO", "1"))).failsWithin(Duration.ofMinutes(1));
            assertThat(begin(others.getFirst().purchase("KO", "1")).join()).isInstanceOf(Accepted.class);
        } finally {
            torn.change("open_order", "symbol = 'KO'", broken);
        }
        assertThat(desk.ask(broken.purchase("KO", "1"))).isInstanceOf(Accepted.class);
    }

    /** One order cannot be booked; the rows of its portfolio cannot be read either when the market is read anew. */
    @Test
    void goesOnWhereThePortfolioOfWhatCannotBeBookedIsBroken() throws SQLException {
        TransactionId waits = broken.place(broken.purchase("GE", "1"));
        List<TransactionId> due = others.stream()
                .map(other -> other.place(other.purchase("KO", "1")))
                .toList();
        double before = readings();
        refuseEndsOfGe();
        // The market has it in memory, so that nobody but the next reading meets it.
        torn.change(HOLDING, "symbol = 'no symbol'", broken);
        try {
            updates.next();
        } finally {
            database.run("DROP FUNCTION refuse_ge CASCADE");
            torn.change(HOLDING, "symbol = 'AAPL'", broken);
        }

        assertThat(states(due)).containsOnly(TransactionState.SETTLED);
        assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.QUEUED);
        assertThat(readings()).as("readings of the market").isEqualTo(before + 1);
        updates.next();
        assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.SETTLED);
    }

    /** It cannot even be set aside. */
    @Test
    void goesOnWithoutAPortfolioWhoseOrderCanEndInNoWay() throws SQLException {
        TransactionId waits = broken.place(broken.purchase("GE", "1"));
        List<TransactionId> due = others.stream()
                .map(other -> other.place(other.purchase("KO", "1")))
                .toList();
        double before = leftOut();
        refuseEndsOfGe();
        try {
            updates.next();

            assertThat(states(due)).containsOnly(TransactionState.SETTLED);
            assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.QUEUED);
            assertThat(leftOut()).isGreaterThan(before);
            assertThat(begin(broken.purchase("KO", "1"))).failsWithin(Duration.ofMinutes(1));
            TransactionId later = others.getFirst().place(others.getFirst().purchase("KO", "1"));
            updates.next();
            assertThat(others.getFirst().transaction(later).state()).isEqualTo(TransactionState.SETTLED);
        } finally {
            database.run("DROP FUNCTION refuse_ge CASCADE");
        }
        torn.leadAnew();
        updates.next();
        assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.SETTLED);
    }

    /** Its order cannot be booked, and is another by its row when it should be set aside. */
    @Test
    void goesOnWhereTheOrderThatIsSetAsideIsNotKnownAnyMore() throws SQLException {
        broken.place(broken.purchase("GE", "1"));
        broken.cancel(broken.place(broken.purchase("KO", "1")));
        List<TransactionId> due = others.stream()
                .map(other -> other.place(other.purchase("KO", "1")))
                .toList();
        TransactionId other = new TransactionId(new UUID(1, 1));
        torn.change("open_order", "transaction_id = '" + other + "'", broken);

        updates.next();

        assertThat(states(due)).containsOnly(TransactionState.SETTLED);
        assertThat(broken.transaction(other).state()).isEqualTo(TransactionState.SETTLED);
    }

    private void refuseEndsOfGe() throws SQLException {
        database.run("""
                CREATE FUNCTION refuse_ge() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'refused' USING ERRCODE = '23514';
                END $$
                """);
        database.run("""
                CREATE TRIGGER refuse_ge BEFORE INSERT ON transaction
                FOR EACH ROW WHEN (NEW.symbol = 'GE') EXECUTE FUNCTION refuse_ge()
                """);
    }

    private double readings() {
        return metrics.counter("papertrader.market.readings").count();
    }

    private List<TransactionState> states(List<TransactionId> due) {
        return List.of(
                others.getFirst().transaction(due.getFirst()).state(),
                others.getLast().transaction(due.getLast()).state());
    }

    private double leftOut() {
        return metrics.counter("papertrader.portfolios.left.out").count();
    }

    private CompletableFuture<Reply> begin(Order order) {
        return desk.begin(order, desk.record(order, desk.now())).subscribeAsCompletionStage();
    }
}
