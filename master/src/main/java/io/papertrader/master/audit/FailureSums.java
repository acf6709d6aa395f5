package io.papertrader.master.audit;

import io.papertrader.master.audit.FailedTries.Sum;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Writes the tries of the current minute that failed. Each act has rows of its own, so that none hides another, be it
 * that strangers guess passwords while an operator is refused. For any thread.
 */
@ApplicationScoped
public class FailureSums {
    private static final Logger LOG = Logger.getLogger(FailureSums.class);

    private final Pool pool;
    private final InstantSource time;

    private Map<Act, FailedTries> minute = new EnumMap<>(Act.class);

    FailureSums(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    void add(AuditEntry entry) {
        AuditEntry kind = kind(entry);
        if (count(kind)) {
            write(new Sum(kind, 1)).subscribe().with(written -> {});
        }
    }

    /** All of an address that one person may have are one. */
    private static AuditEntry kind(AuditEntry entry) {
        By by = new By(entry.by().who(), entry.by().where().block());
        return new AuditEntry(entry.act(), by, entry.about(), entry.detail());
    }

    private synchronized boolean count(AuditEntry kind) {
        return tries(kind.act()).count(kind);
    }

    private FailedTries tries(Act act) {
        return minute.computeIfAbsent(act, first -> new FailedTries());
    }

    /** Ends the minute, and writes what no row tells of yet. */
    @Scheduled(every = "1m", delayed = "1m")
    public Uni<Void> sumUp() {
        return Uni.createFrom()
                .item(this::sums)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToMulti(sums -> Multi.createFrom().iterable(sums))
                .onItem()
                .transformToUniAndConcatenate(this::write)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** The rows of a minute that is over, made while others count for the next: of thousands that takes its time. */
    private List<Sum> sums() {
        return ended().stream().flatMap(tries -> tries.sums().stream()).toList();
    }

    private synchronized Collection<FailedTries> ended() {
        Collection<FailedTries> ended = minute.values();
        minute = new EnumMap<>(Act.class);
        return ended;
    }

    /** A row that cannot be written is counted on. */
    private Uni<Void> write(Sum sum) {
        return Audit.send(pool, EntryRow.appending(sum.entry(), sum.times(), time.instant()))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> addAgain(sum, failure))
                .onFailure()
                .recoverWithNull();
    }

    private synchronized void addAgain(Sum sum, Throwable failure) {
        LOG.warnf("An entry of the audit trail waits for the database: %s", failure);
        tries(sum.entry().act()).add(sum.entry(), sum.times());
    }
}
