package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.message.TradeRequest.CancelOrder;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.leadership.DatabaseRoad;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.server.LossyDatabase;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The simulator's laws against a real Postgres: many clients place, repeat and cancel while the lead's connection is
 * ended at any moment, or a commit is done and not heard of. Clients of whom nobody knows ask again with the same id
 * until they know.
 */
@QuarkusTest
class JournalLawsTest {
    private static final List<String> SYMBOLS = List.of("AAPL", "AMZN", "GE", "KO", "ORCL");
    private static final int TRADERS = 8;
    private static final int ROUNDS = 12;
    private static final int ORDERS_A_ROUND = 60;

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Leadership leadership;

    @Inject
    LossyDatabase lossy;

    @Inject
    Database database;

    private final Map<TransactionId, Trader> accepted = new HashMap<>();
    private final Map<TransactionId, Trader> refused = new HashMap<>();
    private final Set<TransactionId> cancelled = new HashSet<>();
    private int unknown;
    private int faults;

    @AfterEach
    void leaveRoad() {
        lossy.leaveRoad();
        leadAgain();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_261_128, -5})
    void everyOrderIsWhatItsClientWasTold(long seed) throws SQLException {
        Random random = new Random(seed);
        updates.next();
        List<Trader> traders = Stream.generate(desk::newTrader).limit(TRADERS).toList();

        for (int round = 0; round < ROUNDS; round++) {
            playRound(random, traders);
        }

        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
        traders.forEach(this::assertHistoryIsWhatWasTold);
        assertThat(accepted).isNotEmpty();
        assertThat(refused).isNotEmpty();
        assertThat(cancelled).isNotEmpty();
        assertThat(unknown).as("answers that were lost").isPositive();
        assertThat(faults).isGreaterThan(ROUNDS / 2);
    }

    private void playRound(Random random, List<Trader> traders) throws SQLException {
        lossy.leaveRoad();
        boolean losesCommit = random.nextBoolean();
        Optional<DatabaseRoad> road = losesCommit ? Optional.of(lossy.takeRoad()) : Optional.empty();
        leadership.release().await().indefinitely();
        leadAgain();

        List<TradeRequest> requests = new ArrayList<>();
        for (int i = 0; i < ORDERS_A_ROUND; i++) {
            PlaceOrder order = order(random, traders.get(random.nextInt(TRADERS)));
            requests.add(order);
            if (random.nextInt(4) == 0) {
                requests.add(random.nextBoolean() ? order : new CancelOrder(order.sessionId(), order.orderId()));
            }
        }
        CompletableFuture<Void> update = updates.begin();
        Map<TradeRequest, CompletableFuture<Reply>> replies = new HashMap<>();
        int fault = random.nextInt(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            if (i == fault) {
                road.ifPresentOrElse(DatabaseRoad::loseNextCommit, this::endLead);
            }
            TradeRequest request = requests.get(i);
            replies.putIfAbsent(
                    request,
                    desk.begin(request, desk.record(request, desk.now())).subscribeAsCompletionStage());
        }
        replies.values().forEach(reply -> reply.handle((answer, lost) -> answer).join());
        update.join();
        if (!leadership.isHeld()) {
            faults++;
        }
        leadAgain();
        Map<PlaceOrder, Trader> owners = owners(requests, traders);
        replies.forEach((request, reply) -> {
            if (request instanceof PlaceOrder order) {
                note(order, owners.get(order), reply);
            }
        });
        replies.keySet().forEach(request -> {
            if (request instanceof CancelOrder cancel && !(desk.ask(cancel) instanceof Failure)) {
                cancelled.add(cancel.orderId());
            }
        });
    }

    private static Map<PlaceOrder, Trader> owners(List<TradeRequest> requests, List<Trader> traders) {
        return requests.stream()
                .filter(PlaceOrder.class::isInstance)
                .map(PlaceOrder.class::cast)
                .distinct()
                .collect(Collectors.toMap(
                        order -> order,
                        order -> traders.stream()
                                .filter(trader -> trader.session().equals(order.sessionId()))
                                .findFirst()
                                .orElseThrow()));
    }

    /** An answer that was lost is asked for again; it may have been a refusal that rested on what was lost too. */
    private void note(PlaceOrder order, Trader owner, CompletableFuture<Reply> first) {
        boolean isLost = first.isCompletedExceptionally();
        unknown += isLost ? 1 : 0;
        Reply reply = isLost ? desk.ask(order) : first.join();
        if (reply instanceof OrderPlaced) {
            accepted.put(order.orderId(), owner);
            assertThat(desk.ask(order)).isEqualTo(reply);
        } else {
            assertThat(((Failure) reply).code()).isIn(FailCode.INSUFFICIENT_FUNDS, FailCode.INSUFFICIENT_HOLDINGS);
            refused.put(order.orderId(), owner);
        }
    }

    private void endLead() {
        try {
            database.run("""
                    SELECT pg_terminate_backend(pid) FROM pg_locks
                    WHERE locktype = 'advisory'
                        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void leadAgain() {
        Await.until(() -> !leadership.isHeld() || isAlive());
        if (!leadership.isHeld()) {
            leadership.acquire(() -> {}).await().indefinitely();
        }
    }

    /** A session that was ended is noticed with the next word on it. */
    private boolean isAlive() {
        try {
            leadership
                    .write(List.of(new Statement("SELECT 1", Tuple.tuple())))
                    .await()
                    .indefinitely();
            return true;
        } catch (RuntimeException ended) {
            return false;
        }
    }

    private PlaceOrder order(Random random, Trader trader) {
        TransactionId id = new TransactionId(
                random.nextInt(3) == 0
                        ? new UUID(random.nextLong(), random.nextLong())
                        : new UUID(desk.now().toEpochMilli() << 16, random.nextLong()));
        Side side = random.nextInt(3) == 0 ? Side.SELL : Side.BUY;
        String quantity = String.valueOf(1 + random.nextInt(1 << random.nextInt(10)));
        return trader.order(
                id,
                side,
                SYMBOLS.get(random.nextInt(SYMBOLS.size())),
                quantity,
                desk.now().plusSeconds(60));
    }

    private void assertHistoryIsWhatWasTold(Trader trader) {
        List<TransactionId> history = trader.history().stream()
                .map(Transaction::owned)
                .map(owned -> owned.orElseThrow().transactionId())
                .toList();
        assertThat(history).doesNotHaveDuplicates();
        assertThat(history).containsExactlyInAnyOrderElementsOf(of(accepted, trader));
        assertThat(history).doesNotContainAnyElementsOf(of(refused, trader));
    }

    private static List<TransactionId> of(Map<TransactionId, Trader> told, Trader trader) {
        return told.entrySet().stream()
                .filter(entry -> entry.getValue().equals(trader))
                .map(Map.Entry::getKey)
                .toList();
    }
}
