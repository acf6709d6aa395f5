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
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.update.UpdateCycle;
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

/** A row of a holding or a portfolio that breaks a law harms that portfolio alone. */
@QuarkusTest
class BrokenPortfolioTest {
    private static final String HOLDING = "holding";

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    UpdateCycle cycle;

    @Inject
    Leadership leadership;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

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
                "portfolio | currency = 'no currency' | currency = 'USD'"
            })
    void leavesAPortfolioThatCannotBeReadOutOfAClearing(String table, String damage, String repair)
            throws SQLException {
        TransactionId waits = broken.place(broken.purchase("KO", "1"));
        List<TransactionId> due = others.stream()
                .map(other -> other.place(other.purchase("KO", "1")))
                .toList();
        double before = leftOut();

        run(table, damage);
        try {
            leadAnew();
            cycle.start().await().indefinitely();
            updates.next();
        } finally {
            run(table, repair);
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
        leadAnew();
        assertFailure(
                others.getFirst().cancel(new TransactionId(new UUID(1, 1))), CancelFail.class, FailCode.UNKNOWN_ORDER);
        String cash = database.one("SELECT cash FROM portfolio WHERE portfolio_id = " + portfolio());

        run("portfolio", "cash = 0");
        try {
            updates.next();
        } finally {
            run("portfolio", "cash = " + cash);
        }

        assertThat(states(due)).containsOnly(TransactionState.SETTLED);
        assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.QUEUED);
        updates.next();
        assertThat(broken.transaction(waits).state()).isEqualTo(TransactionState.SETTLED);
    }

    /** Nothing of it is needed to start; those who are read with it do not hear of it. */
    @Test
    void tellsTheOwnerAloneWhereNoOrderIsOpen() throws SQLException {
        run(HOLDING, "symbol = 'no symbol'");
        CompletableFuture<Reply> told;
        List<CompletableFuture<Reply>> served;
        try {
            leadAnew();
            cycle.start().await().indefinitely();

            // The first is being read while the other two come, which are read together then.
            CompletableFuture<Reply> first = begin(others.getFirst().purchase("KO", "1"));
            told = begin(broken.purchase("KO", "1"));
            served = List.of(first, begin(others.getLast().purchase("KO", "1")));

            assertThat(told).failsWithin(Duration.ofSeconds(20));
            assertThat(served).allSatisfy(reply -> assertThat(reply.join()).isInstanceOf(Accepted.class));
        } finally {
            run(HOLDING, "symbol = 'AAPL'");
        }
        assertThat(desk.ask(broken.purchase("KO", "1"))).isInstanceOf(Accepted.class);
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

    private void run(String table, String change) throws SQLException {
        database.force("UPDATE " + table + " SET " + change + " WHERE portfolio_id = " + portfolio());
    }

    private String portfolio() throws SQLException {
        return database.one(
                "SELECT portfolio_id FROM portfolio JOIN account USING (account_id) WHERE user_name = ?",
                broken.userName().value());
    }

    private void leadAnew() {
        leadership.release().await().indefinitely();
        leadership.acquire(() -> {}).await().indefinitely();
    }
}
