package io.papertrader.master.session;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.Origin;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Inet;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Sessions in Postgres, by the hash of their ID. */
@ApplicationScoped
class SessionRepository {
    private static final String ADD = """
            INSERT INTO session (session_hash, account_id, expires_at, client_address, begun_at, used_at, worker_uuid)
            VALUES ($1, $2, $3, $4, $5, $5, $6)
            RETURNING account_id
            """;

    private static final String OWNER = """
            SELECT account_id, user_name, expires_at, host(client_address) AS address
            FROM session JOIN account USING (account_id)
            WHERE session_hash = $1 AND is_active AND is_enabled AND expires_at > $2
            """;

    private static final String REVOKE = """
            UPDATE session SET is_active = FALSE
            WHERE session_hash = $1 AND is_active AND expires_at > $2
            RETURNING session_hash, account_id
            """;

    private static final String REVOKE_ALL = """
            UPDATE session SET is_active = FALSE
            WHERE account_id = $1 AND is_active
            RETURNING session_hash, account_id
            """;

    private static final String REVOKE_OLDEST = """
            UPDATE session SET is_active = FALSE
            WHERE session_hash IN (
                SELECT session_hash FROM session
                WHERE account_id = $1 AND is_active AND expires_at > $2
                ORDER BY begun_at DESC, session_hash
                OFFSET $3)
            RETURNING session_hash, account_id
            """;

    private static final String FORGET_DEVICES = "DELETE FROM known_device WHERE account_id = $1";

    private static final String DELETE_EXPIRED = "DELETE FROM session WHERE expires_at <= $1";

    private final Pool pool;
    private final Audit audit;

    SessionRepository(Pool pool, Audit audit) {
        this.pool = pool;
        this.audit = audit;
    }

    /** Adds a session, and uses its proof up in the same transaction, where it has one. */
    Uni<Void> add(
            Optional<Statement> proof,
            SessionHash session,
            AccountId account,
            Instant now,
            Instant expiry,
            Origin origin,
            AuditEntry entry) {
        Inet address =
                origin.trustedClient().value().map(new Inet()::setAddress).orElse(null);
        Tuple row =
                Tuple.of(bytes(session), account.value(), timestamp(expiry), address, timestamp(now), origin.worker());
        Statement add = audit.noting(new Statement(ADD, row), entry);
        return proof.map(used -> pool.withTransaction(
                        connection -> Audit.send(connection, used).flatMap(done -> Audit.send(connection, add))))
                .orElseGet(() -> Audit.send(pool, add))
                .replaceWithVoid();
    }

    Uni<Optional<Owner>> owner(SessionHash session, Instant now) {
        return pool.preparedQuery(OWNER)
                .execute(Tuple.of(bytes(session), timestamp(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SessionRepository::owner)
                        .findFirst());
    }

    Uni<List<SessionHash>> revoke(SessionHash session, Instant now, AuditEntry entry) {
        return send(REVOKE, Tuple.of(bytes(session), timestamp(now)), entry).map(SessionRepository::hashes);
    }

    Uni<List<SessionHash>> revokeAll(AccountId account, AuditEntry entry) {
        return endWithDevices(pool, audit.noting(new Statement(REVOKE_ALL, Tuple.of(account.value())), entry), account);
    }

    /**
     * Ends sessions and, behind them in the same transaction, has the account forget its devices: what somebody holds
     * who was shut out so is worth nothing more, and a session that is over remembers no other.
     */
    static Uni<List<SessionHash>> endWithDevices(Pool pool, Statement ending, AccountId account) {
        return pool.withTransaction(connection -> Audit.send(connection, ending)
                        .call(() -> connection.preparedQuery(FORGET_DEVICES).execute(Tuple.of(account.value()))))
                .map(SessionRepository::hashes);
    }

    /** The account keeps so many, those that began last. */
    Uni<List<SessionHash>> revokeOldest(AccountId account, int kept, Instant now, AuditEntry entry) {
        return send(REVOKE_OLDEST, Tuple.of(account.value(), timestamp(now), kept), entry)
                .map(SessionRepository::hashes);
    }

    Uni<Integer> deleteExpired(Instant now) {
        return pool.preparedQuery(DELETE_EXPIRED)
                .execute(Tuple.of(timestamp(now)))
                .map(RowSet::rowCount);
    }

    private Uni<RowSet<Row>> send(String sql, Tuple parameters, AuditEntry entry) {
        return Audit.send(pool, audit.noting(new Statement(sql, parameters), entry));
    }

    private static Owner owner(Row row) {
        return new Owner(
                new AccountId(row.getLong("account_id")),
                new UserName(row.getString("user_name")),
                row.getOffsetDateTime("expires_at").toInstant(),
                Optional.ofNullable(row.getString("address"))
                        .map(InetAddress::ofLiteral)
                        .map(ClientAddress::of)
                        .orElse(ClientAddress.NONE));
    }

    static List<SessionHash> hashes(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> SessionHash.of(row.getBuffer("session_hash").getBytes()))
                .toList();
    }

    private static Buffer bytes(SessionHash session) {
        return Buffer.buffer(session.bytes());
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
