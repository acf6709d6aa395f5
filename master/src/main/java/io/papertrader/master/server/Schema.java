package io.papertrader.master.server;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * The tables, by Flyway's migrations. Flyway comes with a second driver and looks at every migration, which takes longer
 * than all else of a master's start; so it is only woken where the database does not have all of them yet.
 */
@Singleton
class Schema {
    /** The numbers of the migrations in {@code db/migration}, and of those in Java. */
    static final Set<Integer> ALL = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13);

    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final String APPLIED = "SELECT version FROM flyway_schema_history WHERE success";
    private static final String NO_SUCH_TABLE = "42P01";

    private final Pool pool;
    private final Instance<Flyway> flyway;

    Schema(Pool pool, Instance<Flyway> flyway) {
        this.pool = pool;
        this.flyway = flyway;
    }

    /** Applies what is missing; two masters that start at once take turns. */
    Uni<Void> bringUpToDate() {
        return pool.query(APPLIED)
                .execute()
                .map(Schema::numbers)
                .onFailure(Schema::isNew)
                .recoverWithItem(Set.of())
                .flatMap(applied -> applied.containsAll(ALL) ? Uni.createFrom().voidItem() : migrate());
    }

    private Uni<Void> migrate() {
        return Uni.createFrom()
                .item(() -> flyway.get().migrate())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(done -> LOG.infof("Brought the database to version %s", done.targetSchemaVersion))
                .replaceWithVoid();
    }

    private static Set<Integer> numbers(RowSet<Row> migrations) {
        return StreamSupport.stream(migrations.spliterator(), false)
                .map(migration -> Integer.valueOf(migration.getString("version")))
                .collect(Collectors.toSet());
    }

    private static boolean isNew(Throwable failure) {
        return failure instanceof PgException refusal && NO_SUCH_TABLE.equals(refusal.getSqlState());
    }
}
