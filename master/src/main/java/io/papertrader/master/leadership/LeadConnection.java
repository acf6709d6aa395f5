package io.papertrader.master.leadership;

import io.papertrader.node.Ticks;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A session of Postgres that holds the master's lock, or tries to. Every answer of the database has a deadline. */
final class LeadConnection {
    /** "PAPERTRA" in ASCII: the lock's number, the same in every version. */
    private static final long LOCK = 0x5041504552545241L;

    private static final String SESSION = """
            SELECT pg_backend_pid() AS pid,
                (SELECT setting FROM pg_settings WHERE name = 'idle_session_timeout') AS idle
            """;

    /** A statement that runs ends when its client is gone. Not every system can tell, so this may be refused. */
    private static final String WATCH_CLIENT = "SET client_connection_check_interval = '1s'";

    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock($1) AS taken";
    private static final String UNLOCK = "SELECT pg_advisory_unlock($1)";
    private static final String NEXT_EPOCH = "UPDATE master_epoch SET epoch = epoch + 1 RETURNING epoch";

    /** A lock of this very session: another one's would be no help. */
    private static final String HOLDS_LOCK = """
            SELECT pg_backend_pid() = $1 AND EXISTS (
                SELECT FROM pg_locks
                WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted
                    AND (classid::bigint << 32 | objid::bigint) = $2 AND objsubid = 1
            ) AS held
            """;

    /** A transaction in which a statement has failed. */
    private static final String ABORTED = "25P02";

    private static final String NOTHING = "SELECT 1";

    private final PgConnection connection;
    private final Lease lease;
    private final Duration deadline;
    private final Ticks ticks;
    private final Context context;
    private final Map<String, PreparedStatement> prepared = new ConcurrentHashMap<>();
    private volatile String why = "its connection to the database is closed";
    private volatile boolean closed;
    private volatile long confirmedAt;
    private volatile Consumer<String> listener = unheard -> {};

    private LeadConnection(PgConnection connection, Lease lease, Duration deadline, Ticks ticks) {
        this.connection = connection;
        this.lease = lease;
        this.deadline = deadline;
        this.ticks = ticks;
        this.confirmedAt = ticks.nanos() - lease.length().toNanos();
        this.context = Vertx.currentContext();
        connection.exceptionHandler(failure -> why = String.valueOf(failure.getMessage()));
        connection.closeHandler(() -> {
            closed = true;
            listener.accept(why);
        });
    }

    /**
     * A new session, proved to be one: the server has told its number at the start, a pooler makes one up, and forgets
     * the settings that were asked for.
     */
    static Uni<LeadConnection> open(LeadConnections connections, Lease lease, Duration deadline, Ticks ticks) {
        return openedInTime(connections.open(lease))
                .map(opened -> new LeadConnection(opened, lease, deadline, ticks))
                .flatMap(LeadConnection::proved);
    }

    /** One that opens too late is closed: Postgres would keep the session of each try for as long as the lease. */
    private static Uni<PgConnection> openedInTime(Uni<PgConnection> opening) {
        Uni<PgConnection> opened = opening.memoize().indefinitely();
        return opened.ifNoItem()
                .after(LeadConnections.LONGEST)
                .fail()
                .onFailure(TimeoutException.class)
                .invoke(late -> opened.flatMap(PgConnection::close).subscribe().with(closed -> {}, neverOpened -> {}));
    }

    private Uni<LeadConnection> proved() {
        return soon(connection.query(SESSION).execute())
                .map(rows -> rows.iterator().next())
                .flatMap(row -> row.getInteger("pid") == connection.processId()
                                && row.getString("idle").equals(lease.millis())
                        ? Uni.createFrom().item(this)
                        : Uni.createFrom().failure(new PoolerInBetween()))
                .call(() -> soon(connection.query(WATCH_CLIENT).execute())
                        .onFailure(PgException.class)
                        .recoverWithNull())
                .onFailure()
                .invoke(this::close);
    }

    Uni<Boolean> tryLock() {
        return soon(execute(TRY_LOCK, Tuple.of(LOCK))).map(rows -> first(rows).getBoolean("taken"));
    }

    /** True where this session holds the lock; asked again and again, this also keeps the session alive. */
    Uni<Boolean> holdsLock() {
        return soon(execute(HOLDS_LOCK, Tuple.of(connection.processId(), LOCK)))
                .map(rows -> first(rows).getBoolean("held"));
    }

    Uni<Void> unlock() {
        return soon(execute(UNLOCK, Tuple.of(LOCK))).replaceWithVoid();
    }

    Uni<Long> nextEpoch() {
        return execute(NEXT_EPOCH, Tuple.tuple()).map(rows -> first(rows).getLong("epoch"));
    }

    /** Has to be done before these are sent: what is not prepared would be sent behind the COMMIT. */
    Uni<Void> prepare(List<Statement> statements) {
        return Multi.createFrom()
                .iterable(statements)
                .map(Statement::sql)
                .filter(sql -> !prepared.containsKey(sql))
                .onItem()
                .transformToUniAndConcatenate(
                        sql -> inTime(connection.prepare(sql)).invoke(ready -> prepared.put(sql, ready)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /**
     * Writes all of it or nothing. The statements go one behind the other, with BEGIN before and COMMIT behind them,
     * and nothing waits for an answer in between; a single one is a transaction by itself.
     */
    Uni<List<RowSet<Row>>> send(List<Statement> statements) {
        return inTurn(() -> sendNow(statements));
    }

    private Uni<List<RowSet<Row>>> sendNow(List<Statement> statements) {
        if (statements.isEmpty()) {
            return inTime(connection.query(NOTHING).execute()).map(answer -> List.of());
        }
        List<Uni<RowSet<Row>>> sent = statements.stream()
                .map(statement -> inTime(prepared(statement).query().execute(statement.parameters())))
                .collect(Collectors.toCollection(ArrayList::new));
        if (sent.size() == 1) {
            return sent.getFirst().map(List::of);
        }
        sent.addFirst(inTime(connection.query("BEGIN").execute()));
        sent.addLast(inTime(connection.query("COMMIT").execute()));
        return Uni.join()
                .all(sent)
                .andCollectFailures()
                .map(answers -> answers.subList(1, answers.size() - 1))
                .onFailure(CompositeException.class)
                .transform(LeadConnection::first);
    }

    private PreparedStatement prepared(Statement statement) {
        return Objects.requireNonNull(prepared.get(statement.sql()), statement::sql);
    }

    /** Postgres refuses everything behind the statement that failed, and makes a ROLLBACK of the COMMIT. */
    private static Throwable first(Throwable all) {
        return ((CompositeException) all)
                .getCauses().stream()
                        .filter(failure ->
                                !(failure instanceof PgException refusal && ABORTED.equals(refusal.getSqlState())))
                        .findFirst()
                        .orElse(all);
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return inTurn(() -> inTime(connection.preparedQuery(sql).execute(parameters)));
    }

    /**
     * Everything is sent from one thread, in the order in which it came, so that nothing of others comes in between.
     */
    private <T> Uni<T> inTurn(Supplier<Uni<T>> sending) {
        return Uni.createFrom()
                .emitter(asked -> context.runOnContext(
                        turn -> unlessClosed(sending).subscribe().with(asked::complete, asked::fail)));
    }

    private <T> Uni<T> unlessClosed(Supplier<Uni<T>> sending) {
        return closed
                ? Uni.createFrom().failure(new IOException(why))
                : Uni.createFrom().deferred(() -> confirming(sending));
    }

    /** An answer shows that Postgres had not ended the session when its question was sent. */
    private <T> Uni<T> confirming(Supplier<Uni<T>> sending) {
        long sentAt = ticks.nanos();
        return sending.get().invoke(answered -> confirmedAt = sentAt);
    }

    /** True where Postgres cannot have ended the session for its silence yet, nor because it cannot be reached. */
    boolean isCertain() {
        return !closed && ticks.nanos() - confirmedAt < lease.certain().toNanos();
    }

    /** Calls back, and says why as far as that was told. */
    void onClose(Consumer<String> told) {
        listener = told;
        if (closed) {
            told.accept(why);
        }
    }

    /** The lock goes with the session. */
    void close() {
        connection.close().subscribe().with(closed -> {}, alreadyClosed -> {});
    }

    private <T> Uni<T> inTime(Uni<T> answer) {
        return answer.ifNoItem().after(deadline).fail();
    }

    private <T> Uni<T> soon(Uni<T> answer) {
        return answer.ifNoItem().after(lease.length()).fail();
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }
}
