package io.papertrader.master.session;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionName;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** An account's sessions in Postgres. */
@ApplicationScoped
class OwnSessionsRepository {
    private static final String LIST = """
            SELECT session_hash, begun_at, used_at, expires_at, host(client_address) AS address,
                coalesce(worker.name, '') AS worker
            FROM session LEFT JOIN worker USING (worker_uuid)
            WHERE account_id = $1 AND is_active AND expires_at > $2
                AND ($3 = '' OR encode(session_hash, 'hex') > $3 || 'g' COLLATE "C")
            ORDER BY session_hash
            LIMIT $4
            """;

    private static final String END =
            "UPDATE session SET is_active = FALSE WHERE account_id = $1 AND is_active" + " AND expires_at > $2 AND ";
    private static final String END_ONE =
            END + "starts_with(encode(session_hash, 'hex'), $3) RETURNING session_hash, account_id";
    private static final String END_OTHERS = END + "session_hash <> $3 RETURNING session_hash, account_id";

    private final Pool pool;
    private final Audit audit;

    OwnSessionsRepository(Pool pool, Audit audit) {
        this.pool = pool;
        this.audit = audit;
    }

    /** A session with its worker's name, which is empty where the worker is not registered any more. */
    record Stored(SessionHash hash, Instant begunAt, Instant usedAt, Instant expiry, String address, String worker) {}

    /** The sessions behind this name, in the order of their names. */
    Uni<List<Stored>> list(AccountId account, String behind, int limit, Instant now) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(account.value(), timestamp(now), behind, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OwnSessionsRepository::stored)
                        .toList());
    }

    /** With it the account forgets the device that it is on. */
    Uni<List<SessionHash>> endOne(AccountId account, SessionName name, Instant now, AuditEntry entry) {
        Statement ending = new Statement(END_ONE, Tuple.of(account.value(), timestamp(now), name.value()));
        return SessionRepository.endWithTheirDevices(pool, audit.noting(ending, entry));
    }

    /** With them the account forgets all of its devices. */
    Uni<List<SessionHash>> endOthers(AccountId account, SessionHash kept, Instant now, AuditEntry entry) {
        Statement ending =
                new Statement(END_OTHERS, Tuple.of(account.value(), timestamp(now), Buffer.buffer(kept.bytes())));
        return SessionRepository.endWithAllDevices(pool, audit.noting(ending, entry), account);
    }

    private static Stored stored(Row row) {
        String address = row.getString("address");
        return new Stored(
                SessionHash.of(row.getBuffer("session_hash").getBytes()),
                row.getOffsetDateTime("begun_at").toInstant(),
                row.getOffsetDateTime("used_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                address == null ? "" : address,
                row.getString("worker"));
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
