package io.papertrader.master.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what was written down, newest first. */
@ApplicationScoped
public class AuditTrail {
    private static final String LINES = """
            SELECT audit_id, acted_at, act, actor_kind, coalesce(actor.user_name, actor_name) AS actor, subject_kind,
                coalesce(subject.user_name, subject_name) AS subject, coalesce(worker.name, worker_uuid::text) AS worker,
                host(client_address) || CASE
                    WHEN masklen(client_address) = CASE family(client_address) WHEN 4 THEN 32 ELSE 128 END THEN ''
                    ELSE '/' || masklen(client_address) END AS address,
                times, detail
            FROM audit
                LEFT JOIN account AS actor ON actor.account_id = actor_account
                LEFT JOIN account AS subject ON subject.account_id = subject_account
                LEFT JOIN worker USING (worker_uuid)
            """;

    private static final String OF_ALL = LINES + """
            WHERE audit_id < $1 AND audit_id > $5 AND acted_at >= $2 AND ($3::text IS NULL OR act = $3)
            ORDER BY audit_id DESC LIMIT $4
            """;

    private static final String OF_ACCOUNT = LINES + """
            WHERE audit_id < $1 AND audit_id > $5 AND acted_at >= $2 AND ($3::text IS NULL OR act = $3)
                AND (actor_account = $6 OR subject_account = $6)
            ORDER BY audit_id DESC LIMIT $4
            """;

    private final Pool pool;

    AuditTrail(Pool pool) {
        this.pool = pool;
    }

    /**
     * The entries that are looked for.
     *
     * @param before only entries with a lower number
     * @param after only entries with a higher number
     * @param account only what this account did, or what is about it
     */
    public record Query(long before, long after, Instant since, Optional<Act> act, Optional<Long> account, int limit) {}

    /**
     * An entry with the names of now.
     *
     * <p>No method of a resource names it as what it returns, so it is registered here.
     *
     * @param actor the random name where the account is deleted
     */
    @RegisterForReflection
    public record Line(
            long number,
            Instant time,
            String act,
            String actorKind,
            String actor,
            String subjectKind,
            String subject,
            @Nullable String worker,
            @Nullable String address,
            long times,
            String detail) {}

    /** The newest entries that are looked for. */
    public Uni<List<Line>> read(Query query) {
        Tuple parameters = Tuple.of(
                query.before(),
                query.since().atOffset(ZoneOffset.UTC),
                query.act().map(Act::name).orElse(null),
                query.limit(),
                query.after());
        query.account().ifPresent(parameters::addLong);
        return pool.preparedQuery(query.account().isPresent() ? OF_ACCOUNT : OF_ALL)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(AuditTrail::line)
                        .toList());
    }

    private static Line line(Row row) {
        return new Line(
                row.getLong("audit_id"),
                row.getOffsetDateTime("acted_at").toInstant(),
                row.getString("act"),
                row.getString("actor_kind"),
                row.getString("actor"),
                row.getString("subject_kind"),
                row.getString("subject"),
                row.getString("worker"),
                row.getString("address"),
                row.getLong("times"),
                row.getString("detail"));
    }
}
