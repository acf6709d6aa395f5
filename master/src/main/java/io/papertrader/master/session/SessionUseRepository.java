package io.papertrader.master.session;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The last uses of sessions, in Postgres. */
@ApplicationScoped
class SessionUseRepository {
    private static final String WRITE = """
            UPDATE session SET used_at = greatest(session.used_at, told.used_at)
            FROM unnest($1::bytea[], $2::timestamptz[]) AS told (session_hash, used_at)
            WHERE session.session_hash = told.session_hash
            """;

    private static final String END_IDLE = """
            UPDATE session SET is_active = FALSE
            WHERE is_active AND used_at < $1
            RETURNING session_hash, account_id
            """;

    private final Pool pool;
    private final Audit audit;

    SessionUseRepository(Pool pool, Audit audit) {
        this.pool = pool;
        this.audit = audit;
    }

    Uni<Void> write(Map<SessionHash, Instant> uses) {
        if (uses.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // One order for both arrays.
        List<Map.Entry<SessionHash, Instant>> told = List.copyOf(uses.entrySet());
        Buffer[] hashes =
                told.stream().map(use -> Buffer.buffer(use.getKey().bytes())).toArray(Buffer[]::new);
        OffsetDateTime[] times = told.stream()
                .map(use -> use.getValue().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return pool.preparedQuery(WRITE).execute(Tuple.of(hashes, times)).replaceWithVoid();
    }

    Uni<List<SessionHash>> endIdle(Instant before) {
        Statement end = new Statement(END_IDLE, Tuple.of(before.atOffset(ZoneOffset.UTC)));
        AuditEntry entry = AuditEntry.of(Act.SESSIONS_IDLE, By.master(), new Party.Returned());
        return Audit.send(pool, audit.noting(end, entry)).map(SessionRepository::hashes);
    }
}
