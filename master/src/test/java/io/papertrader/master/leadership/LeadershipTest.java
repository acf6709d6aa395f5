package io.papertrader.master.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.Await;
import io.papertrader.master.Postgres;
import io.papertrader.master.leadership.Leadership.LostLeadership;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two masters on one database of their own, each with its own pool as its own process would have. */
class LeadershipTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Vertx vertx = Vertx.vertx();
    private final List<Leadership> leaderships = new ArrayList<>();
    private final List<Pool> pools = new ArrayList<>();
    private String database;
    private Leadership first;
    private Leadership second;

    @BeforeEach
    void makeDatabase() throws SQLException {
        database =
                Postgres.newDatabase("leadership_" + ProcessHandle.current().pid() + "_" + NUMBERS.incrementAndGet());
        run("CREATE TABLE master_epoch (only_row BOOLEAN PRIMARY KEY DEFAULT TRUE, epoch BIGINT NOT NULL)");
        run("INSERT INTO master_epoch (epoch) VALUES (0)");
        run("CREATE TABLE written (what TEXT)");
        first = newMaster();
        second = newMaster();
    }

    @AfterEach
    void closeAll() {
        leaderships.forEach(leadership -> leadership.release().await().atMost(LIMIT));
        pools.forEach(pool -> pool.close().await().atMost(LIMIT));
        vertx.close().await().atMost(LIMIT);
    }

    @Test
    void firstMasterLeadsAtOnce() {
        assertThat(first.isHeld()).isFalse();
        assertThat(first.epoch()).isZero();

        long epoch = acquire(first);

        assertThat(epoch).isEqualTo(1).isEqualTo(first.epoch());
        assertThat(first.isHeld()).isTrue();
        assertThat(first.isStandby()).isFalse();
    }

    @Test
    void secondMasterWaitsAndTakesOverWithALaterEpoch() throws Exception {
        acquire(first);
        CompletableFuture<Long> waiting = second.acquire(() -> {}).subscribeAsCompletionStage();
        Await.until(second::isStandby);
        assertThat(waiting).isNotDone();
        assertThat(second.isHeld()).isFalse();

        first.release().await().atMost(LIMIT);

        assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(second.isHeld()).isTrue();
        assertThat(second.isStandby()).isFalse();
        assertThat(first.isHeld()).isFalse();
        assertThat(first.epoch()).isZero();
    }

    @Test
    void epochGrowsWithEachTakeover() {
        for (int takeover = 1; takeover <= 5; takeover++) {
            Leadership next = takeover % 2 == 0 ? second : first;
            assertThat(acquire(next)).isEqualTo(takeover);
            next.release().await().atMost(LIMIT);
        }
    }

    @Test
    void masterThatWaitsTakesNoConnectionOfThePoolWithIt() throws Exception {
        acquire(first);
        CompletableFuture<Long> waiting = second.acquire(() -> {}).subscribeAsCompletionStage();
        Await.until(second::isStandby);

        Pool pool = pools.get(1);
        for (int round = 0; round < 5; round++) {
            assertThat(pool.query("SELECT 1").execute().await().atMost(LIMIT).size())
                    .isEqualTo(1);
        }

        first.release().await().atMost(LIMIT);
        waiting.join();
    }

    @Test
    void leaderWrites() throws SQLException {
        acquire(first);

        assertThat(write(first, "money")).isEqualTo("money");

        assertThat(written()).containsExactly("money");
    }

    @Test
    void masterThatDoesNotLeadCannotWrite() throws SQLException {
        acquire(first);

        assertThatThrownBy(() -> write(second, "money")).isInstanceOf(LostLeadership.class);

        assertThat(written()).isEmpty();
    }

    @Test
    void masterThatWasTakenOverWithoutNoticingCannotWrite() throws SQLException {
        acquire(first);
        // As another master leaves it that got the lock of a connection which only the server knew to be dead.
        run("UPDATE master_epoch SET epoch = epoch + 1");
        assertThat(first.isHeld()).isTrue();

        assertThatThrownBy(() -> write(first, "money")).isInstanceOf(LostLeadership.class);

        assertThat(written()).isEmpty();
    }

    @Test
    void writeThatFailsLeavesNothing() throws SQLException {
        acquire(first);

        assertThatThrownBy(() -> first.write(transaction -> transaction
                                .query("INSERT INTO written VALUES ('half')")
                                .execute()
                                .flatMap(done -> Uni.createFrom().failure(new IllegalStateException("the rest"))))
                        .await()
                        .atMost(LIMIT))
                .hasMessage("the rest");

        assertThat(written()).isEmpty();
    }

    @Test
    void takeoverWaitsForAWriteThatIsBeingCommitted() throws Exception {
        acquire(first);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        CompletableFuture<Void> inside = new CompletableFuture<>();
        CompletableFuture<Object> writing = first.<Object>write(transaction -> transaction
                        .query("INSERT INTO written VALUES ('last')")
                        .execute()
                        .invoke(() -> inside.complete(null))
                        .flatMap(done -> Uni.createFrom().completionStage(gate)))
                .subscribeAsCompletionStage();
        inside.join();

        CompletableFuture<Integer> takeover = CompletableFuture.supplyAsync(() -> {
            try {
                return run("UPDATE master_epoch SET epoch = epoch + 1");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        Await.until(this::somebodyWaitsForTheRow);
        assertThat(takeover).isNotDone();

        gate.complete(null);
        writing.join();
        takeover.join();
        assertThat(written()).containsExactly("last");
        assertThatThrownBy(() -> write(first, "later")).isInstanceOf(LostLeadership.class);
    }

    private boolean somebodyWaitsForTheRow() throws SQLException {
        return !column(
                        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .isEmpty();
    }

    @Test
    void releaseWithoutTheLockDoesNothing() {
        acquire(first);

        second.release().await().atMost(LIMIT);

        assertThat(first.isHeld()).isTrue();
        assertThat(second.isHeld()).isFalse();
    }

    private Leadership newMaster() {
        Pool pool = Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(PgConnectOptions.fromUri(
                        "postgresql://" + Postgres.USER + "@" + Postgres.address() + "/" + database))
                .using(vertx.getDelegate())
                .build());
        pools.add(pool);
        Leadership leadership = new Leadership(pool);
        leaderships.add(leadership);
        return leadership;
    }

    private static long acquire(Leadership leadership) {
        return leadership.acquire(() -> {}).await().atMost(LIMIT);
    }

    private static String write(Leadership leadership, String what) {
        return leadership
                .write(transaction -> transaction
                        .query("INSERT INTO written VALUES ('" + what + "')")
                        .execute()
                        .replaceWith(what))
                .await()
                .atMost(LIMIT);
    }

    private List<String> written() throws SQLException {
        return column("SELECT what FROM written");
    }

    private int run(String sql) throws SQLException {
        try (Connection connection = Postgres.connect(database);
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        try (Connection connection = Postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }
}
