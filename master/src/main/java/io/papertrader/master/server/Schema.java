package io.papertrader.master.server;

import io.papertrader.master.DatabaseConfig;
import io.papertrader.master.asset.RestoredHistory;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * The tables, by Flyway's migrations. Flyway comes with a second driver and looks at every migration, which takes
 * longer than all else of a master's start; so it is only woken where the database does not have all of them yet.
 */
@Singleton
class Schema {
    /** The numbers of the migrations in {@code db/migration}, and of those in Java. */
    static final Set<Integer> ALL = Set.of(
            1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32,
            33);

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final String APPLIED = "SELECT version FROM flyway_schema_history WHERE success";
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String MAY_NOT = "42501";

    private final Pool pool;
    private final Instance<Flyway> flyway;
    private final EverydayRole role;
    private final RestoredHistory history;
    private final DatabaseConfig config;
    private volatile boolean migrating;

    Schema(Pool pool, Instance<Flyway> flyway, EverydayRole role, RestoredHistory history, DatabaseConfig config) {
        this.pool = pool;
        this.flyway = flyway;
        this.role = role;
        this.history = history;
        this.config = config;
    }

    /** The database is of a later version of the master. */
    static final class Newer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Newer(Set<Integer> unknown) {
            super("The database has migrations that this version does not know (" + unknown
                    + "): start the later version of" + " the master that brought them, or restore a backup of before");
        }
    }

    /**
     * Applies what is missing, under the lock of the master, and moves restored history to its parts; changes nothing
     * where a later master was here. Calls back where there is something to do: a large database takes long.
     */
    Uni<Void> bringUpToDate(Runnable begins) {
        return applied()
                .flatMap(applied -> applied.containsAll(ALL) ? Uni.createFrom().voidItem() : migrate(applied, begins))
                .flatMap(upToDate -> role.settle())
                // Only now may the role see it in any case.
                .flatMap(settled -> refuseNewer())
                .flatMap(known -> whileMigrating(history.move(begins)));
    }

    /** Fails where a later master was here: also a standby should say so at once. */
    Uni<Void> refuseNewer() {
        return applied().replaceWithVoid();
    }

    private Uni<Set<Integer>> applied() {
        return pool.query(APPLIED)
                .execute()
                .map(Schema::numbers)
                .onFailure(this::isNew)
                .recoverWithItem(Set.of())
                .invoke(Schema::refuseUnknown);
    }

    /** True while it brings the database up to date. */
    boolean isMigrating() {
        return migrating;
    }

    private Uni<Void> migrate(Set<Integer> applied, Runnable begins) {
        begins.run();
        return whileMigrating(Uni.createFrom()
                .item(() -> flyway(isOutOfOrder(applied)).migrate())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(done -> LOG.infof("Brought the database to version %s", done.targetSchemaVersion))
                .replaceWithVoid());
    }

    /**
     * True where a migration is missing that comes before one that was applied: what is missing is applied, whatever
     * its number. Flyway warns where it may do that, which would stand in the log of every new database.
     */
    static boolean isOutOfOrder(Set<Integer> applied) {
        int latest = applied.stream().max(Comparator.naturalOrder()).orElse(0);
        return ALL.stream().anyMatch(number -> number < latest && !applied.contains(number));
    }

    private Flyway flyway(boolean outOfOrder) {
        Flyway usual = flyway.get();
        return outOfOrder
                ? Flyway.configure()
                        .configuration(usual.getConfiguration())
                        .outOfOrder(true)
                        .load()
                : usual;
    }

    private Uni<Void> whileMigrating(Uni<Void> work) {
        return work.onSubscription()
                .invoke(() -> migrating = true)
                .onTermination()
                .invoke(() -> migrating = false);
    }

    private static void refuseUnknown(Set<Integer> applied) {
        Set<Integer> unknown = new TreeSet<>(applied);
        unknown.removeAll(ALL);
        if (!unknown.isEmpty()) {
            throw new Newer(unknown);
        }
    }

    private static Set<Integer> numbers(RowSet<Row> migrations) {
        return StreamSupport.stream(migrations.spliterator(), false)
                .map(migration -> Integer.valueOf(migration.getString("version")))
                .collect(Collectors.toSet());
    }

    /** New, or not yet shown to the role by the owner. */
    private boolean isNew(Throwable failure) {
        return failure instanceof PgException refusal
                && (NO_SUCH_TABLE.equals(refusal.getSqlState())
                        || (config.owner().isPresent() && MAY_NOT.equals(refusal.getSqlState())));
    }
}
