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
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Sessions in Postgres, by the hash of their ID. */
@ApplicationScoped
class SessionRepository {
    private static final String ADD = """
            INSERT INTO session (session_hash, account_id, expires_at, client_address, begun_at, used_at, worker_uuid,
                device_session)
            VALUES ($1, $2, $3, $4, $5, $5, $6, $7)
            RETURNING account_id
            """;

    private static final String OWNER = """
            SELECT session_hash, account_id, user_name, expires_at, host(client_address) AS address,
                coalesce(device_session, session_hash) AS device_session
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

    private static final String FORGET_THEIR_DEVICES = """
            DELETE FROM known_device USING session
            WHERE session.session_hash = ANY($1)
                AND known_device.session_hash IN (session.session_hash, session.device_session)
            """;

    private static final String DELETE_EXPIRED = "DELETE FROM session WHERE expires_at <= $1";

    private final Pool pool;
    private final Audit audit;

    SessionRepository(Pool pool, Audit audit) {
        this.pool = pool;
        this.audit = audit;
    }

    /** Adds a session, and uses its proof up in the same transaction, where it has one. */
    Uni<Void> add(NewSession session, SessionHash hash, Instant now, Instant expiry) {
        Origin origin = session.origin();
        Inet address =
                origin.trustedClient().value().map(new Inet()::setAddress).orElse(null);
        Tuple row = Tuple.tuple()
                .addValue(bytes(hash))
                .addValue(session.account().value())
                .addValue(timestamp(expiry))
                .addValue(address)
                .addValue(timestamp(now))
                .addValue(origin.worker())
                .addValue(session.deviceSession().map(SessionRepository::bytes).orElse(null));
        Statement add = audit.noting(new Statement(ADD, row), session.entry());
        return session.proof()
                .map(used -> pool.withTransaction(
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
        return endWithAllDevices(
                pool, audit.noting(new Statement(REVOKE_ALL, Tuple.of(account.value())), entry), account);
    }

    /**
     * Ends sessions and, behind them in the same transaction, has the account forget its devices: what somebody holds
     * who was shut out so is worth nothing more, and a session that is over remembers no other.
     */
    static Uni<List<SessionHash>> endWithAllDevices(Pool pool, Statement ending, AccountId account) {
        Statement forgetting = new Statement(FORGET_DEVICES, Tuple.of(account.value()));
        return end(pool, ending, ended -> forgetting);
    }

    /** The same with the devices that these sessions are on: whoever has lost one ends its session. */
    static Uni<List<SessionHash>> endWithTheirDevices(Pool pool, Statement ending) {
        return end(pool, ending, ended -> {
            Buffer[] hashes = ended.stream().map(SessionRepository::bytes).toArray(Buffer[]::new);
            return new Statement(FORGET_THEIR_DEVICES, Tuple.tuple().addValue(hashes));
        });
    }

    private static Uni<List<SessionHash>> end(
            Pool pool, Statement ending, Function<List<SessionHash>, Statement> forgetting) {
        return pool.withTransaction(connection -> Audit.send(connection, ending)
                .map(SessionRepository::hashes)
                .call(ended -> Audit.send(connection, forgetting.apply(ended))));
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
                SessionHash.of(row.getBuffer("session_hash").getBytes()),
                new AccountId(row.getLong("account_id")),
                new UserName(row.getString("user_name")),
                row.getOffsetDateTime("expires_at").toInstant(),
                Optional.ofNullable(row.getString("address"))
                        .map(InetAddress::ofLiteral)
                        .map(ClientAddress::of)
                        .orElse(ClientAddress.NONE),
                SessionHash.of(row.getBuffer("device_session").getBytes()));
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
