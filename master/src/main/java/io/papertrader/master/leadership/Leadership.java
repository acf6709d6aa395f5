package io.papertrader.master.leadership;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.master.DatabaseConfig;
import io.papertrader.master.DatabaseWait;
import io.papertrader.master.leadership.Standing.Leading;
import io.papertrader.master.leadership.Standing.Outside;
import io.papertrader.master.leadership.Standing.Over;
import io.papertrader.master.leadership.Standing.StandingBy;
import io.papertrader.node.Ticks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One master writes. It holds an advisory lock of Postgres on a connection of its own, and writes over that very
 * connection: who has lost the lock has lost the way to write. A second master waits for the lock. The first sign that
 * it is not held any more ends the process.
 */
@ApplicationScoped
public class Leadership {
    private static final Logger LOG = Logger.getLogger(Leadership.class);
    private static final int EXIT_LOST = 3;

    private final LeadConnections connections;
    private final DatabaseWait database;
    private final Vertx vertx;
    private final Exit exit;
    private final Ticks ticks;
    private final Lease lease;
    private final Duration deadline;
    private final AtomicReference<Standing> standing = new AtomicReference<>(new Outside());

    Leadership(
            LeadConnections connections,
            DatabaseWait database,
            DatabaseConfig config,
            Vertx vertx,
            Exit exit,
            Ticks ticks,
            MeterRegistry metrics) {
        this.connections = connections;
        this.database = database;
        this.vertx = vertx;
        this.exit = exit;
        this.ticks = ticks;
        this.lease = new Lease(config.lease());
        // Postgres ends a statement that takes too long. Where even that is not heard, the connection is dead.
        this.deadline = config.statementTimeout().plus(lease.length());
        metrics.gauge("papertrader.leader", this, leadership -> leadership.isHeld() ? 1 : 0);
    }

    /** Becomes the master, as soon as there is no other; calls back when there is something to wait for. */
    public Uni<Long> acquire(Runnable waits) {
        return acquire(Uni.createFrom()::voidItem, waits);
    }

    /** The same, with something to be done under the lock and before all else; it may take long. */
    public Uni<Long> acquire(Supplier<Uni<Void>> first, Runnable waits) {
        standing.set(new Outside());
        Attempt attempt = new Attempt(first, waits);
        return database.during(() -> tryToLead(attempt), waits);
    }

    private record Attempt(Supplier<Uni<Void>> first, Runnable waits) {}

    private Uni<Long> tryToLead(Attempt attempt) {
        return isOver()
                ? Uni.createFrom().failure(new LostLeadership())
                : LeadConnection.open(connections, lease, deadline, ticks)
                        .invoke(database::there)
                        .flatMap(connection -> awaitLock(connection, attempt));
    }

    private boolean isOver() {
        return standing.get() instanceof Over;
    }

    /** True where this process is the master. */
    public boolean isHeld() {
        return standing.get() instanceof Leading;
    }

    /** True where another process is the master, and this one waits for its lock. */
    public boolean isStandby() {
        return standing.get() instanceof StandingBy;
    }

    /** Grows each time that a master takes over; 0 while this one waits. */
    public long epoch() {
        return standing.get() instanceof Leading leading ? leading.epoch() : 0;
    }

    /**
     * A database transaction of the one writer, with the result of each statement. Writers send in turns, and do not
     * wait for the answers of those before. It fails and has done nothing, or loses the lead and does not know. Without
     * a statement it ends when all that was sent before has ended.
     */
    public Uni<List<RowSet<Row>>> write(List<Statement> statements) {
        return Uni.createFrom()
                .deferred(() -> standing.get() instanceof Leading leading
                        ? write(leading, statements)
                        : Uni.createFrom().failure(new LostLeadership()));
    }

    /**
     * Ends when it is certain that this is the master: at once where Postgres has just said so. Fails where it is not.
     */
    public Uni<Void> confirmed() {
        return Uni.createFrom()
                .deferred(() -> standing.get() instanceof Leading leading
                        ? confirmed(leading)
                        : Uni.createFrom().failure(new LostLeadership()));
    }

    private Uni<Void> confirmed(Leading leading) {
        if (leading.connection().isCertain()) {
            return Uni.createFrom().voidItem();
        }
        // A write that is under way may take longer than a question by itself is given.
        return leading.turns().isFree()
                ? confirm(leading)
                : write(leading, List.of()).replaceWithVoid();
    }

    private Uni<List<RowSet<Row>>> write(Leading leading, List<Statement> statements) {
        LeadConnection connection = leading.connection();
        return leading.turns()
                .take(() -> prepare(leading, statements), () -> connection.send(statements))
                .onFailure(TimeoutException.class)
                .invoke(silent -> lost(leading, "the database has not answered for " + deadline.toSeconds() + " s"));
    }

    private Uni<Void> prepare(Leading leading, List<Statement> statements) {
        return leading.equals(standing.get())
                ? leading.connection().prepare(statements)
                : Uni.createFrom().failure(new LostLeadership());
    }

    /** Gives the lock back after the write that is under way, so that a standby can go on at once. */
    public Uni<Void> release() {
        return switch (standing.getAndSet(new Over())) {
            case Outside nothing -> Uni.createFrom().voidItem();
            case Over nothing -> Uni.createFrom().voidItem();
            case StandingBy standby -> {
                standby.connection().close();
                yield Uni.createFrom().voidItem();
            }
            case Leading leading ->
                leading.turns()
                        .take(Uni.createFrom()::voidItem, leading.connection()::unlock)
                        .onTermination()
                        .invoke(leading.connection()::close)
                        .onFailure()
                        .recoverWithNull();
        };
    }

    private Uni<Long> awaitLock(LeadConnection connection, Attempt attempt) {
        return Uni.createFrom()
                .deferred(connection::tryLock)
                .flatMap(taken -> next(connection, taken, attempt))
                .onFailure(Taken.class)
                .retry()
                .withBackOff(Lease.TRY, Lease.TRY)
                .withJitter(0)
                .indefinitely()
                .onFailure()
                .invoke(failure -> {
                    connection.close();
                    standing.updateAndGet(now -> now.equals(new StandingBy(connection)) ? new Outside() : now);
                })
                .onFailure(failure -> isOver())
                .transform(closed -> new LostLeadership());
    }

    private Uni<Long> next(LeadConnection connection, boolean taken, Attempt attempt) {
        if (isOver()) {
            return Uni.createFrom().failure(new LostLeadership());
        }
        return taken ? lead(connection, attempt) : standBy(connection, attempt.waits());
    }

    private Uni<Long> standBy(LeadConnection connection, Runnable waits) {
        StandingBy standby = new StandingBy(connection);
        if (!standby.equals(standing.getAndSet(standby))) {
            LOG.info("Another process is the master; waiting for its lock");
            waits.run();
        }
        return Uni.createFrom().failure(new Taken());
    }

    private Uni<Long> lead(LeadConnection connection, Attempt attempt) {
        return alive(connection, attempt.first())
                .flatMap(done -> connection.nextEpoch())
                .invoke(epoch -> {
                    Leading leading = new Leading(connection, epoch, new Turns());
                    standing.set(leading);
                    connection.onClose(why -> lost(leading, why));
                    vertx.setPeriodic(Lease.HEARTBEAT.toMillis(), timer -> beat(leading, timer));
                    LOG.infof("This is the master, epoch %d", epoch);
                });
    }

    /** The lock's session must not fall silent meanwhile; where it ends all the same, the first write fails. */
    private static Uni<Void> alive(LeadConnection connection, Supplier<Uni<Void>> work) {
        Cancellable beats = Multi.createFrom()
                .ticks()
                .every(Lease.HEARTBEAT)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> connection.holdsLock())
                .subscribe()
                .with(held -> {}, gone -> LOG.debug("The lock's session is gone", gone));
        return Uni.createFrom().deferred(work::get).onTermination().invoke(beats::cancel);
    }

    /** Gives a sign of life, but not while something is written: that is a sign of life too, and has a deadline. */
    private void beat(Leading leading, long timer) {
        if (!leading.equals(standing.get())) {
            vertx.cancelTimer(timer);
        } else if (leading.turns().isFree()) {
            confirm(leading).subscribe().with(held -> {}, over -> {});
        }
    }

    private Uni<Void> confirm(Leading leading) {
        return leading.turns()
                .take(Uni.createFrom()::voidItem, leading.connection()::holdsLock)
                .onFailure()
                .invoke(failure -> lost(leading, "the database does not confirm it: " + failure))
                .flatMap(held -> held ? Uni.createFrom().voidItem() : notHeld(leading));
    }

    private Uni<Void> notHeld(Leading leading) {
        lost(leading, "its session does not hold it");
        return Uni.createFrom().failure(new LostLeadership());
    }

    private void lost(Leading leading, String why) {
        if (standing.compareAndSet(leading, new Over())) {
            LOG.errorf("The lock of the master is lost (%s); ending with exit code %d", why, EXIT_LOST);
            leading.connection().close();
            exit.with(EXIT_LOST);
        }
    }
}
