package io.papertrader.master.journal;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.PlaceFail;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.CancelOrder;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.market.Trading;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that wait because the market's turn is taken: some too long, some too many. */
@QuarkusTest
class LateOrderTest {
    private static final int MOST_WAITING = 2_000;

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Sequencer sequencer;

    @Inject
    TestClock clock;

    @Inject
    Database database;

    private Trader trader;
    private Trader holder;
    private Optional<CompletableFuture<Reply>> held = Optional.empty();
    private long ids;

    @BeforeEach
    void logIn() {
        updates.next();
        updates.next();
        trader = desk.newTrader();
        holder = desk.newTrader();
    }

    /** Its worker has told the client to look into the history, which has to say the truth. */
    @Test
    void refusesAnOrderOfTheSpecificationThatItsWorkerHasGivenUp() throws InterruptedException {
        TestClock.Gate turn = holdTheTurn();
        CompletableFuture<Reply> purchase = begin(trader.purchase("KO", "1"));

        try (TestClock.Later _ = clock.later(Duration.ofSeconds(9))) {
            turn.open();

            assertFailure(purchase.join(), PurchaseFail.class, FailCode.DEADLINE_PASSED);
        }
        assertThat(trader.history()).isEmpty();
    }

    /** It was decided in time, and the database is slow. */
    @Test
    void historyShowsAnOrderThatIsStillBeingWritten() throws SQLException {
        CompletableFuture<Reply> purchase;
        CompletableFuture<Reply> history;
        try (Connection blocker = database.connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("SELECT * FROM last_order FOR UPDATE");
            purchase = begin(trader.purchase("KO", "1"));
            Await.until(this::isWriterBlocked);

            history = begin(new GetUserTransactionHistory(trader.session(), trader.userName()));
            trader.funds();
            blocker.rollback();
        }

        assertThat(((TransactionHistory) history.join()).transactions()).hasSize(1);
        assertThat(purchase.join()).isInstanceOf(Accepted.class);
    }

    private boolean isWriterBlocked() {
        try {
            return !database.column("SELECT pid FROM pg_locks WHERE NOT granted")
                    .isEmpty();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void takesAnOrderOfTheSpecificationThatHasWaitedLessLong() throws InterruptedException {
        TestClock.Gate turn = holdTheTurn();
        CompletableFuture<Reply> purchase = begin(trader.purchase("KO", "1"));

        try (TestClock.Later _ = clock.later(Duration.ofSeconds(2))) {
            turn.open();

            assertThat(purchase.join()).isInstanceOf(Accepted.class);
        }
    }

    /** An order that was sent again may have been placed. */
    @Test
    void saysNothingOfAnOrderThatWasNotLookedAt() throws InterruptedException {
        TransactionId id = nextId();
        desk.ask(trader.purchase(id, "KO", "1"));
        TestClock.Gate turn = holdTheTurn();
        List<CompletableFuture<Reply>> flood = flood();

        Failure placed = (Failure) desk.ask(trader.purchase(id, "KO", "1"));
        Failure purchased = (Failure) desk.ask(trader.purchase("KO", "1"));
        turn.open();

        assertFailure(placed, PlaceFail.class, FailCode.UNAVAILABLE);
        assertThat(placed.reason()).contains("send the same again").doesNotContain("nothing was done");
        assertThat(purchased.reason()).contains("look into the history").doesNotContain("nothing was done");
        flood.forEach(CompletableFuture::join);
    }

    @Test
    void takesAnOperatorsWordHoweverManyWait() throws InterruptedException {
        TestClock.Gate turn = holdTheTurn();
        List<CompletableFuture<Reply>> flood = flood();

        CompletableFuture<Void> closed = sequencer.closeMarket("enough").subscribeAsCompletionStage();
        turn.open();

        closed.join();
        assertThat(sequencer.mark().await().indefinitely().trading()).isInstanceOf(Trading.Closed.class);
        sequencer.openMarket().await().indefinitely();
        flood.forEach(CompletableFuture::join);
    }

    @AfterEach
    void awaitTheHeld() {
        held.ifPresent(CompletableFuture::join);
    }

    /** All that comes now waits until the gate is opened. */
    private TestClock.Gate holdTheTurn() throws InterruptedException {
        TestClock.Gate gate = clock.holdNext(RunKeeper.class);
        held = Optional.of(begin(idle()));
        gate.awaitReached();
        return gate;
    }

    private List<CompletableFuture<Reply>> flood() {
        List<CompletableFuture<Reply>> flood = new ArrayList<>();
        for (int i = 0; i < MOST_WAITING; i++) {
            flood.add(begin(idle()));
        }
        Await.until(() -> flood.stream().anyMatch(CompletableFuture::isDone));
        return flood;
    }

    private Request idle() {
        return new CancelOrder(holder.session(), nextId());
    }

    private TransactionId nextId() {
        return new TransactionId(new UUID(desk.now().toEpochMilli() << 16 | 0x7000, ids++));
    }

    private CompletableFuture<Reply> begin(Request request) {
        return desk.begin(request, desk.record(request, desk.now())).subscribeAsCompletionStage();
    }
}
