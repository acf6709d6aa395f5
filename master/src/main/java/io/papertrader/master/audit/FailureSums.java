package io.papertrader.master.audit;

import io.papertrader.master.audit.Party.Nobody;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The tries that were refused in the current minute, by act, account and address. For any thread. */
@ApplicationScoped
public class FailureSums {
    /**
     * The most kinds that are summed up apart; those beyond are summed up together, so that ten thousand addresses do
     * not fill the table either.
     */
    static final int MOST_KINDS = 1_000;

    private static final Logger LOG = Logger.getLogger(FailureSums.class);

    private final Pool pool;
    private final InstantSource time;

    /** The number of times that each was tried since its first was written. */
    private Map<AuditEntry, Long> untold = new LinkedHashMap<>();

    FailureSums(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    void add(AuditEntry entry) {
        AuditEntry kind = kind(entry);
        if (isFirst(kind)) {
            write(kind, 1)
                    .subscribe()
                    .with(written -> {}, failure -> LOG.errorf(failure, "The audit trail lacks an entry: %s", kind));
        }
    }

    /** All of an address that one person may have are one. */
    private static AuditEntry kind(AuditEntry entry) {
        By by = new By(entry.by().who(), entry.by().where().block());
        return new AuditEntry(entry.act(), by, entry.about(), entry.detail());
    }

    private synchronized boolean isFirst(AuditEntry kind) {
        if (untold.containsKey(kind)) {
            untold.merge(kind, 1L, Long::sum);
            return false;
        }
        if (untold.size() < MOST_KINDS) {
            untold.put(kind, 0L);
            return true;
        }
        untold.merge(rest(kind.act()), 1L, Long::sum);
        return false;
    }

    private static AuditEntry rest(Act act) {
        return new AuditEntry(act, new By(new Nobody(), Scene.NONE), new Nobody(), "of other accounts and addresses");
    }

    /** Writes how often each was tried again since the last time; what cannot be written is counted on. */
    @Scheduled(every = "1m", delayed = "1m")
    public Uni<Void> sumUp() {
        return Multi.createFrom()
                .iterable(taken().entrySet())
                .filter(sum -> sum.getValue() > 0)
                .onItem()
                .transformToUniAndConcatenate(sum -> write(sum.getKey(), sum.getValue())
                        .onFailure()
                        .invoke(failure -> addAgain(sum.getKey(), sum.getValue(), failure))
                        .onFailure()
                        .recoverWithNull())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private synchronized Map<AuditEntry, Long> taken() {
        Map<AuditEntry, Long> sums = untold;
        untold = new LinkedHashMap<>();
        return sums;
    }

    private synchronized void addAgain(AuditEntry kind, long times, Throwable failure) {
        LOG.warnf("An entry of the audit trail waits for the database: %s", failure);
        untold.merge(kind, times, Long::sum);
    }

    private Uni<Void> write(AuditEntry entry, long times) {
        return Audit.send(pool, EntryRow.appending(entry, times, time.instant()))
                .replaceWithVoid();
    }
}
