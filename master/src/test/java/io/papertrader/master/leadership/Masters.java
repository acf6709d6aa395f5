package io.papertrader.master.leadership;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.master.Await;
import io.papertrader.master.DatabaseConfig;
import io.papertrader.master.DatabaseTls;
import io.papertrader.master.DatabaseWait;
import io.papertrader.master.Postgres;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Masters of one database, each with a road of its own to it. */
final class Masters implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(1);

    /** Nobody loses the lead by standing still for some seconds. */
    static final Duration LONG = Duration.ofMinutes(1);

    static final Tuple NOTHING = Tuple.tuple();

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Vertx vertx = Vertx.vertx();
    private final List<Master> all = new ArrayList<>();
    private final String database;
    private final AtomicLong ahead = new AtomicLong();

    Masters() throws SQLException {
        database =
                Postgres.newDatabase("leadership_" + ProcessHandle.current().pid() + "_" + NUMBERS.incrementAndGet());
        run("CREATE TABLE master_epoch (only_row BOOLEAN PRIMARY KEY DEFAULT TRUE, epoch BIGINT NOT NULL)");
        run("INSERT INTO master_epoch (epoch) VALUES (0)");
        run("CREATE TABLE written (what TEXT)");
    }

    /** One process, as far as leadership goes. */
    record Master(
            Leadership leadership,
            DatabaseWait database,
            DatabaseRoad road,
            QuietExit exit,
            SimpleMeterRegistry metrics) {
        long acquire() {
            return leadership.acquire(() -> {}).await().atMost(LIMIT);
        }

        CompletableFuture<Long> begin() {
            return leadership.acquire(() -> {}).subscribeAsCompletionStage();
        }

        void release() {
            leadership.release().await().atMost(LIMIT);
        }

        String write(String what) {
            leadership.write(List.of(insert(what))).await().atMost(LIMIT);
            return what;
        }

        List<Integer> exits() {
            return exit.codes();
        }

        double gauge() {
            return metrics.get("papertrader.leader").gauge().value();
        }
    }

    Master add() {
        return add(LONG);
    }

    /** One that loses the lead after so long a silence. */
    Master add(Duration lease) {
        return add(lease, new Lease(lease).session(), opened -> opened);
    }

    /** The session has another number than the one that was told when it began. */
    Master addPooled() {
        return add(LONG, new Lease(LONG).session(), opened -> new PgConnection(opened.getDelegate()) {
            @Override
            public int processId() {
                return super.processId() + 1;
            }
        });
    }

    Master addForgetful() {
        return add(LONG, Map.of(), opened -> opened);
    }

    private Master add(Duration lease, Map<String, String> session, UnaryOperator<PgConnection> opened) {
        DatabaseRoad road = new DatabaseRoad(vertx);
        PgConnectOptions options = PgConnectOptions.fromUri(
                "postgresql://" + Postgres.USER + "@" + Postgres.HOST + ":" + road.port() + "/" + database);
        session.forEach(options::addProperty);
        QuietExit exit = new QuietExit();
        DatabaseWait wait = new DatabaseWait();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        LeadConnections connections = lead -> Uni.createFrom()
                .<io.vertx.pgclient.PgConnection>emitter(told -> vertx.getOrCreateContext()
                        .runOnContext(turn -> io.vertx.pgclient.PgConnection.connect(vertx, options)
                                .onSuccess(told::complete)
                                .onFailure(told::fail)))
                .map(PgConnection::newInstance)
                .map(opened);
        Master master = new Master(
                new Leadership(connections, wait, new Config(lease), vertx, exit, ahead::get, metrics),
                wait,
                road,
                exit,
                metrics);
        all.add(master);
        return master;
    }

    static Statement insert(String what) {
        return new Statement("INSERT INTO written VALUES ($1)", Tuple.of(what));
    }

    /** Takes so many seconds. */
    static Statement sleep(double seconds) {
        return new Statement("SELECT pg_sleep(" + seconds + ")", NOTHING);
    }

    /** Lets Postgres end the session that runs it after so long a silence, whatever it was told before. */
    static Statement endAfterSilence(Duration silence) {
        return new Statement("""
                SELECT set_config(name, '%d', FALSE) FROM (VALUES
                    ('idle_session_timeout'), ('idle_in_transaction_session_timeout')) AS timeout(name)
                """.formatted(silence.toMillis()), NOTHING);
    }

    /** A statement that waits until this is closed. */
    record HeldUp(Connection holder) implements AutoCloseable {
        Statement statement() {
            return new Statement("SELECT pg_advisory_xact_lock(1, 1)", NOTHING);
        }

        @Override
        public void close() throws SQLException {
            holder.close();
        }
    }

    HeldUp holdUp() throws SQLException {
        Connection holder = Postgres.connect(database);
        try (java.sql.Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1, 1)");
        }
        return new HeldUp(holder);
    }

    /** The time of the latest question over a session with the lock of the lead, as soon as it is another than this. */
    String signOfLifeAfter(String other) throws SQLException {
        AtomicReference<String> sign = new AtomicReference<>(other);
        Await.until(() -> {
            column("""
                    SELECT query_start FROM pg_stat_activity
                    WHERE pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)
                        AND datname = current_database()
                    """).forEach(sign::set);
            return !sign.get().equals(other);
        });
        return sign.get();
    }

    /** So much time goes by; no other does, as far as a master's certainty goes. */
    void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    List<String> written() throws SQLException {
        return column("SELECT what FROM written");
    }

    boolean isRunning(String sql) throws SQLException {
        return column("SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'")
                .contains(sql);
    }

    private List<String> column(String sql) throws SQLException {
        try (Connection connection = Postgres.connect(database);
                java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }

    void run(String sql) throws SQLException {
        try (Connection connection = Postgres.connect(database);
                java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        // A lock that is given back over a frozen road would be waited for.
        all.forEach(master -> master.road().close());
        all.forEach(Master::release);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private record Config(Duration lease) implements DatabaseConfig {
        @Override
        public String address() {
            return Postgres.address();
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public String user() {
            return Postgres.USER;
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public Optional<String> owner() {
            return Optional.empty();
        }

        @Override
        public Optional<String> ownerPassword() {
            return Optional.empty();
        }

        @Override
        public DatabaseTls tls() {
            return DatabaseTls.DISABLE;
        }

        @Override
        public Optional<Path> tlsAuthorities() {
            return Optional.empty();
        }

        @Override
        public Duration statementTimeout() {
            return Duration.ofSeconds(10);
        }
    }
}
