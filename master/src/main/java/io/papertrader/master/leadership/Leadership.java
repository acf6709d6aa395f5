package io.papertrader.master.leadership;

import io.quarkus.runtime.Quarkus;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One master writes. It holds an advisory lock of Postgres on a connection of its own; a second master waits for it.
 * Every write is fenced by the epoch, so that a master that lost the lock without noticing cannot write any more.
 */
@ApplicationScoped
public class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);

    /** "PAPERTRA" in ASCII: the lock's number, the same in every version. */
    private static final long LOCK = 0x5041504552545241L;

    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock($1) AS taken";
    private static final String UNLOCK = "SELECT pg_advisory_unlock($1)";
    private static final String NEXT_EPOCH = "UPDATE master_epoch SET epoch = epoch + 1 RETURNING epoch";

    /** The row's lock also puts the writes of money in one line: batches of orders and settlements take turns. */
    private static final String FENCE = "SELECT epoch FROM master_epoch WHERE epoch = $1 FOR UPDATE";

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);
    private static final int EXIT_LOST = 3;

    private final Pool pool;
    private volatile Held held;
    private volatile boolean standby;

    Leadership(Pool pool) {
        this.pool = pool;
    }

    private record Held(SqlConnection connection, long epoch) {}

    /** A write of a master that is none any more. */
    public static final class LostLeadership extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostLeadership() {
            super("another master has taken over");
        }
    }

    /** Becomes the master, as soon as there is no other; calls back when there is one to wait for. */
    public Uni<Long> acquire(Runnable standsBy) {
        return tryToLead(standsBy)
                .onItem()
                .ifNull()
                .failWith(Standby::new)
                .onFailure(Standby.class)
                .retry()
                .withBackOff(RETRY, RETRY)
                .indefinitely()
                .map(Held::epoch);
    }

    /** Whether this process is the master. */
    public boolean isHeld() {
        return held != null;
    }

    /** Whether another process is the master, and this one waits for its lock. */
    public boolean isStandby() {
        return standby;
    }

    /** Grows each time that a master takes over; 0 while this one waits. */
    public long epoch() {
        Held now = held;
        return now == null ? 0 : now.epoch;
    }

    /** A database transaction of the one writer. */
    public <T> Uni<T> write(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(FENCE)
                .execute(Tuple.of(epoch()))
                .flatMap(rows -> rows.size() == 1
                        ? work.apply(transaction)
                        : Uni.createFrom().failure(new LostLeadership())));
    }

    /** Gives the lock back, so that a standby can go on at once. */
    public Uni<Void> release() {
        Held last = held;
        held = null;
        return last == null ? Uni.createFrom().voidItem() : unlock(last.connection);
    }

    /** The lock belongs to the connection, which goes back to the pool and lives on. */
    private static Uni<Void> unlock(SqlConnection connection) {
        return connection
                .preparedQuery(UNLOCK)
                .execute(Tuple.of(LOCK))
                .onItemOrFailure()
                .transformToUni((rows, failure) -> connection.close());
    }

    private static final class Standby extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Uni<Held> tryToLead(Runnable standsBy) {
        return pool.getConnection()
                .flatMap(connection -> connection
                        .preparedQuery(TRY_LOCK)
                        .execute(Tuple.of(LOCK))
                        .flatMap(rows -> rows.iterator().next().getBoolean("taken")
                                ? lead(connection)
                                : standBy(connection, standsBy))
                        .onFailure()
                        .call(connection::close));
    }

    private Uni<Held> standBy(SqlConnection connection, Runnable standsBy) {
        if (!standby) {
            LOG.info("Another process is the master; waiting for its lock");
            standby = true;
            standsBy.run();
        }
        return connection.close().replaceWith((Held) null);
    }

    private Uni<Held> lead(SqlConnection connection) {
        return connection.query(NEXT_EPOCH).execute().map(rows -> {
            Held mine = new Held(connection, rows.iterator().next().getLong("epoch"));
            held = mine;
            standby = false;
            connection.getDelegate().closeHandler(closed -> lost(mine, "its connection closed"));
            LOG.infof("This is the master, epoch %d", mine.epoch);
            return mine;
        });
    }

    /** A connection can be dead without a word, so it is asked. */
    @Scheduled(every = "5s", delayed = "5s")
    Uni<Void> probe() {
        Held mine = held;
        if (mine == null) {
            return Uni.createFrom().voidItem();
        }
        return mine.connection
                .query("SELECT 1")
                .execute()
                .ifNoItem()
                .after(PROBE_TIMEOUT)
                .fail()
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> lost(mine, why(failure)))
                .onFailure()
                .recoverWithNull();
    }

    private static String why(Throwable failure) {
        return failure instanceof TimeoutException
                ? "the database has not answered for " + PROBE_TIMEOUT.toSeconds() + " s"
                : failure.getMessage();
    }

    private void lost(Held mine, String why) {
        if (mine.equals(held)) {
            held = null;
            LOG.errorf("The lock of the master is lost (%s); stopping at once", why);
            Quarkus.asyncExit(EXIT_LOST);
        }
    }
}
