package io.papertrader.master.trade;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.Failure.CancelFail;
import io.papertrader.codec.message.Failure.PlaceFail;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.OrderCancelled;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.SteeredProvider;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Orders whose id the client makes: once and for good, taken back, ended by time, and set aside where they cannot be
 * booked.
 */
@QuarkusTest
class OrderTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    SteeredProvider provider;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    MeterRegistry metrics;

    @Inject
    Leadership leadership;

    @Inject
    Sequencer sequencer;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    private Trader trader;
    private long ids;

    @BeforeEach
    void logIn() {
        updates.next();
        updates.next();
        trader = desk.newTrader();
    }

    /** Ids grow with the time and among themselves. */
    private TransactionId nextId() {
        return new TransactionId(new UUID(desk.now().toEpochMilli() << 16 | 0x7000, ids++));
    }

    private static Reply placed(TransactionId id) {
        return new OrderPlaced(id, TransactionState.QUEUED);
    }

    @Test
    void sameIdIsOneOrderAndOneAnswer() {
        TransactionId id = nextId();
        PlaceOrder order = trader.purchase(id, "KO", "2");

        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            replies.add(desk.begin(order, desk.record(order, desk.now())).subscribeAsCompletionStage());
        }

        assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isEqualTo(placed(id)));
        assertThat(trader.history()).hasSize(1);
        updates.next();
        assertThat(desk.ask(order)).isEqualTo(placed(id));
        assertThat(desk.ask(trader.order(id, Side.BUY, "KO", "2", desk.now().minusSeconds(9))))
                .as("the deadline does not matter any more")
                .isEqualTo(placed(id));
        assertThat(trader.holding("KO").quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void sameIdOfAnotherOrderIsRefused() {
        TransactionId id = nextId();
        desk.ask(trader.purchase(id, "KO", "2"));

        assertFailure(desk.ask(trader.purchase(id, "KO", "3")), PlaceFail.class, FailCode.ID_USED);
        assertFailure(desk.ask(trader.purchase(id, "GE", "2")), PlaceFail.class, FailCode.ID_USED);
        assertFailure(
                desk.ask(trader.order(id, Side.SELL, "KO", "2", desk.now().plusSeconds(9))),
                PlaceFail.class,
                FailCode.ID_USED);
        assertThat(trader.history()).hasSize(1);
        assertThat(desk.ask(desk.newTrader().purchase(id, "GE", "1")))
                .as("another account's ids are its own")
                .isEqualTo(placed(id));
    }

    /** Forgotten orders are sent again, in an order in which ids do not tell that they are new. */
    @Test
    void sameIdIsKnownThoughMemoryHasForgottenIt() {
        List<PlaceOrder> orders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            orders.add(trader.purchase(nextId(), "KO", "0.01"));
        }
        orders.reversed().forEach(desk::ask);
        updates.next();
        desk.newTrader().place(desk.newTrader().purchase("KO", "1"));

        assertThat(orders).allSatisfy(order -> assertThat(desk.ask(order)).isEqualTo(placed(order.orderId())));
        TransactionId low = new TransactionId(new UUID(1, 1));
        assertThat(desk.ask(trader.purchase(low, "KO", "1"))).isEqualTo(placed(low));
        assertThat(trader.history()).hasSize(13);
    }

    @Test
    void sameIdIsKnownToTheNextMaster() {
        PlaceOrder open = trader.purchase(nextId(), "KO", "1");
        PlaceOrder settled = trader.purchase(nextId(), "KO", "2");
        desk.ask(settled);
        updates.next();
        desk.ask(open);

        leadership.release().await().indefinitely();
        leadership.acquire(() -> {}).await().indefinitely();

        assertThat(desk.ask(open)).isEqualTo(placed(open.orderId()));
        assertThat(desk.ask(settled)).isEqualTo(placed(settled.orderId()));
        assertThat(trader.history()).hasSize(2);
        updates.next();
        assertThat(trader.holding("KO").quantity()).isEqualTo(Quantity.of("3"));
    }

    @Test
    void deadlineThatHasPassedIsRefusedForGood() {
        TransactionId id = nextId();

        assertFailure(
                desk.ask(trader.order(id, Side.BUY, "KO", "1", desk.now().minusMillis(1))),
                PlaceFail.class,
                FailCode.DEADLINE_PASSED);
        assertThat(trader.history()).isEmpty();
    }

    /** The next master's clock is four seconds behind that of the one before, and has not come to the deadline yet. */
    @Test
    void deadlineThatHasPassedDoesNotComeAgainWithTheNextMaster() {
        Instant deadline = desk.now().plusSeconds(3);
        try (TestClock.Later _ = clock.later(Duration.ofSeconds(4))) {
            updates.next();
        }
        leadership.release().await().indefinitely();
        leadership.acquire(() -> {}).await().indefinitely();

        assertFailure(
                desk.ask(trader.order(nextId(), Side.BUY, "KO", "1", deadline)),
                PlaceFail.class,
                FailCode.DEADLINE_PASSED);
        assertThat(clock.instant()).as("the clock").isBefore(deadline);
    }

    /** Nothing but a clearing reads it, and the next master has had none. */
    @Test
    void nobodyIsSaidToWaitBeforeItIsKnownWhoDoes() {
        desk.ask(trader.purchase(nextId(), "KO", "1"));
        leadership.release().await().indefinitely();
        leadership.acquire(() -> {}).await().indefinitely();

        assertThat(sequencer.waiting().await().indefinitely()).isEmpty();
        updates.next();
        assertThat(sequencer.waiting().await().indefinitely()).isPresent();
    }

    @Test
    void cancelFreesWhatTheOrderHeldBack() {
        TransactionId purchase = nextId();
        desk.ask(trader.purchase(purchase, "KO", "10"));
        assertThat(trader.funds().reserved()).isNotEqualTo(Money.ZERO);

        assertThat(trader.cancel(purchase)).isEqualTo(new OrderCancelled(purchase, TransactionState.CANCELLED));

        assertThat(trader.funds().reserved()).isEqualTo(Money.ZERO);
        assertThat(trader.transaction(purchase).state()).isEqualTo(TransactionState.CANCELLED);
        assertThat(trader.cancel(purchase)).isEqualTo(new OrderCancelled(purchase, TransactionState.CANCELLED));
        updates.next();
        assertThat(trader.funds().holdings()).isEmpty();
        assertThat(trader.funds().cash()).isEqualTo(Money.of("100000"));
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @Test
    void cancelOfASpecificationsOrderWorksToo() {
        TransactionId purchase = trader.place(trader.purchase("KO", "10"));

        assertThat(trader.cancel(purchase)).isInstanceOf(OrderCancelled.class);
    }

    @Test
    void cancelOfWhatHasSettledOrIsNotTheirsIsRefused() {
        TransactionId settled = nextId();
        desk.ask(trader.purchase(settled, "KO", "1"));
        updates.next();
        Trader other = desk.newTrader();
        TransactionId theirs = nextId();
        desk.ask(other.purchase(theirs, "KO", "1"));

        assertFailure(trader.cancel(settled), CancelFail.class, FailCode.ORDER_ENDED);
        assertFailure(trader.cancel(theirs), CancelFail.class, FailCode.UNKNOWN_ORDER);
        assertFailure(trader.cancel(nextId()), CancelFail.class, FailCode.UNKNOWN_ORDER);
        assertThat(other.transaction(theirs).state()).isEqualTo(TransactionState.QUEUED);
    }

    @Test
    void openOrdersAreBounded() {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 701; i++) {
            PlaceOrder order = trader.purchase(nextId(), "KO", "0.01");
            replies.add(desk.begin(order, desk.record(order, desk.now())).subscribeAsCompletionStage());
        }

        List<Reply> refused = replies.stream()
                .map(CompletableFuture::join)
                .filter(reply -> !(reply instanceof OrderPlaced))
                .toList();
        assertThat(refused).hasSize(1);
        assertFailure(refused.getFirst(), PlaceFail.class, FailCode.TOO_MANY_OPEN_ORDERS);
    }

    @Test
    void orderWhoseAssetGetsNoValuesEndsWithTheReason() {
        TransactionId id = nextId();
        desk.ask(trader.purchase(id, "ORCL", "1"));
        provider.changeNext(Values.without("ORCL"));

        try (TestClock.Later _ = clock.later(Duration.ofDays(7).plusMinutes(1))) {
            updates.next();
        }

        Transaction ended = trader.transaction(id);
        assertThat(ended.state()).isEqualTo(TransactionState.REJECTED);
        assertThat(ended.owned().orElseThrow().reason()).contains("no value for too long");
        assertThat(trader.funds().reserved()).isEqualTo(Money.ZERO);
    }

    @Test
    void orderThatCannotBeBookedIsSetAsideAndTheOthersGoOn() throws SQLException {
        TransactionId bad = nextId();
        TransactionId good = nextId();
        desk.ask(trader.purchase(bad, "GE", "1"));
        desk.ask(trader.purchase(good, "KO", "1"));
        List<TransactionId> others = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            others.add(trader.place(trader.purchase("AAPL", "0.01")));
        }
        double readings = readings();
        plant("transaction", "NEW.symbol = 'GE' AND NEW.ending = 'FILLED'");
        try {
            updates.next();
        } finally {
            unplant();
        }

        Transaction aside = trader.transaction(bad);
        assertThat(aside.state()).isEqualTo(TransactionState.REJECTED);
        assertThat(aside.owned().orElseThrow().reason()).contains("could not be booked");
        assertThat(trader.transaction(good).state()).isEqualTo(TransactionState.SETTLED);
        assertThat(others)
                .allSatisfy(id -> assertThat(trader.transaction(id).state()).isEqualTo(TransactionState.SETTLED));
        assertThat(readings()).as("readings of the market").isEqualTo(readings + 1);
        assertThat(trader.funds().reserved()).isEqualTo(Money.ZERO);
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @Test
    void acceptanceThatCannotBeBookedHarmsNobodyElse() throws SQLException {
        double readings = readings();
        plant("open_order", "NEW.symbol = 'GE'");
        try {
            List<CompletableFuture<Reply>> good = new ArrayList<>();
            CompletableFuture<Reply> bad = null;
            for (int i = 0; i < 100; i++) {
                PlaceOrder order = trader.purchase(nextId(), i == 50 ? "GE" : "KO", "0.01");
                CompletableFuture<Reply> reply =
                        desk.begin(order, desk.record(order, desk.now())).subscribeAsCompletionStage();
                if (i == 50) {
                    bad = reply;
                } else {
                    good.add(reply);
                }
            }

            assertThat(bad).failsWithin(Duration.ofMinutes(1));
            assertThat(good).allSatisfy(reply -> assertThat(reply.join()).isInstanceOf(OrderPlaced.class));
            assertThat(readings()).as("readings of the market").isEqualTo(readings + 1);
        } finally {
            unplant();
        }
        assertThat(trader.history()).hasSize(99);
    }

    @Test
    void valueThatIsAbsurdHarmsItsOwnAssetAlone() {
        TransactionId zero = nextId();
        TransactionId good = nextId();
        desk.ask(trader.purchase(zero, "GE", "1"));
        desk.ask(trader.purchase(good, "KO", "1"));
        provider.changeNext(Values.close("GE", "0"));

        updates.next();

        assertThat(trader.transaction(zero).state()).isEqualTo(TransactionState.QUEUED);
        assertThat(trader.transaction(good).state()).isEqualTo(TransactionState.SETTLED);
        updates.next();
        assertThat(trader.transaction(zero).state()).isEqualTo(TransactionState.SETTLED);
    }

    /** Postgres refuses such a row, as it would one that breaks a rule of the schema. */
    private void plant(String table, String condition) throws SQLException {
        database.run("""
                CREATE FUNCTION refuse_row() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'no such row';
                END $$
                """);
        database.run("CREATE TRIGGER refuse BEFORE INSERT ON " + table + " FOR EACH ROW WHEN (" + condition
                + ") EXECUTE FUNCTION refuse_row()");
    }

    private void unplant() throws SQLException {
        database.run("DROP FUNCTION refuse_row CASCADE");
    }

    private double readings() {
        return metrics.counter("papertrader.market.readings").count();
    }
}
