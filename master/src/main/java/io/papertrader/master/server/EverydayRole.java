package io.papertrader.master.server;

import io.papertrader.master.DatabaseConfig;
import io.papertrader.node.StartRefusal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The role that the master works as. Where another one owns the tables, it may do its daily work and nothing else: what
 * a trigger {@code append_only} keeps from edits it can only append to, and triggers are the owner's.
 */
@Singleton
class EverydayRole {
    private static final Logger LOG = Logger.getLogger(EverydayRole.class);

    /**
     * The rights that the daily work needs, which follow from the tables: a migration that adds one says no more than
     * its trigger.
     */
    private static final String NEEDED = """
            WITH listed AS (
                SELECT pg_class.oid, relname, relowner, tgname IS NOT NULL AS is_kept,
                    -- The columns that may not change, where others may.
                    (SELECT string_agg(quote_ident(attname), ', ')
                        FROM pg_attribute
                        WHERE cardinality(tgattr::INT2[]) > 0 AND attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
                            AND attnum <> ALL (tgattr::INT2[])) AS changing,
                    relkind IN ('v', 'S') OR relname = 'flyway_schema_history' AS is_read_only
                FROM pg_class LEFT JOIN pg_trigger ON tgrelid = pg_class.oid AND tgname = 'append_only'
                WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'S') AND NOT relispartition
            ), needed AS (
                SELECT listed.*, needed_right
                FROM listed, unnest(CASE
                    WHEN is_read_only THEN ARRAY['SELECT']
                    WHEN is_kept THEN ARRAY['SELECT', 'INSERT']
                    ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] END) AS needed_right
            )
            """;

    private static final String STANDING = NEEDED + """
            SELECT
                EXISTS (SELECT FROM needed WHERE NOT has_table_privilege(oid, needed_right))
                    OR EXISTS (
                        SELECT FROM listed WHERE changing IS NOT NULL AND NOT has_any_column_privilege(oid, 'UPDATE'))
                    AS lacks,
                (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
                    OR pg_has_role((SELECT nspowner FROM pg_namespace WHERE nspname = current_schema()), 'MEMBER')
                    OR EXISTS (
                        SELECT FROM listed
                        WHERE is_kept AND (pg_has_role(relowner, 'MEMBER')
                            OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
                            OR changing IS NULL AND has_any_column_privilege(oid, 'UPDATE'))) AS alters
            """;

    private static final String GRANTS = NEEDED + """
            SELECT format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', current_schema(), ?::TEXT)
            UNION ALL
            SELECT format('GRANT %s ON %I TO %I', string_agg(needed_right, ', '), relname, ?::TEXT)
            FROM needed GROUP BY relname
            UNION ALL
            SELECT format('GRANT UPDATE (%s) ON %I TO %I', changing, relname, ?::TEXT)
            FROM listed WHERE changing IS NOT NULL
            """;

    private final Pool pool;
    private final Instance<DataSource> owner;
    private final DatabaseConfig config;

    EverydayRole(Pool pool, Instance<DataSource> owner, DatabaseConfig config) {
        this.pool = pool;
        this.owner = owner;
        this.config = config;
    }

    private record Standing(boolean lacks, boolean alters) {
        static Standing of(Row row) {
            return new Standing(row.getBoolean("lacks"), row.getBoolean("alters"));
        }
    }

    /** Sees to it that the role has its rights, and no others where the owner is another. */
    Uni<Void> settle() {
        return standing().flatMap(found -> hasAnOwner() ? settle(found) : one(found));
    }

    private boolean hasAnOwner() {
        return config.owner().filter(another -> !another.equals(config.user())).isPresent();
    }

    private Uni<Void> settle(Standing found) {
        return found.lacks || found.alters
                ? granted().flatMap(done -> standing()).invoke(this::check).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> one(Standing found) {
        if (found.alters) {
            LOG.infof(
                    "The master works as the role \"%s\", which may also alter histories and the audit trail; with"
                            + " PAPERTRADER_DATABASE_OWNER migrations have a role of their own",
                    config.user());
        }
        return Uni.createFrom().voidItem();
    }

    private void check(Standing found) {
        if (found.alters) {
            throw StartRefusal.because(
                    "Role \"" + config.user() + "\" could alter histories and the audit trail, although \""
                            + config.owner().orElseThrow()
                            + "\" owns them: it must be no superuser, no member of the owner, and own"
                            + " neither the database nor its schema (PAPERTRADER_DATABASE_USER)");
        }
    }

    private Uni<Standing> standing() {
        return pool.query(STANDING)
                .execute()
                .map(rows -> Standing.of(rows.iterator().next()));
    }

    private Uni<Void> granted() {
        return Uni.createFrom()
                .<Void>emitter(told -> {
                    try {
                        grant();
                        told.complete(null);
                    } catch (SQLException refused) {
                        told.fail(refused);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void grant() throws SQLException {
        try (Connection connection = owner.get().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String grant : grants(connection)) {
                    statement.execute(grant);
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        LOG.infof(
                "Role \"%s\" may do its daily work on the tables of \"%s\"",
                config.user(), config.owner().orElseThrow());
    }

    private List<String> grants(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GRANTS)) {
            for (int i = 1; i <= 3; i++) {
                statement.setString(i, config.user());
            }
            List<String> grants = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    grants.add(rows.getString(1));
                }
            }
            return grants;
        }
    }
}
