package io.papertrader.master.account;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.session.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Changes that owners make to their accounts, in Postgres. */
@ApplicationScoped
class OwnAccountsRepository {
    private static final String SET_PUBLIC =
            "UPDATE account SET is_public = $2 WHERE account_id = $1 RETURNING account_id";

    private static final String IS_PUBLIC = "SELECT is_public FROM account WHERE account_id = $1";

    private static final String BEGUN_AT = "SELECT begun_at FROM session WHERE session_hash = $1";

    private static final String OPEN_ORDERS = """
            SELECT count(*) AS open FROM open_order JOIN portfolio USING (portfolio_id) WHERE account_id = $1
            """;

    /** A name is never empty, as others join it; this one nobody can register. */
    private static final String DELETE = """
            UPDATE account
            SET user_name = $2::text, user_key = $2::text, email = NULL, email_key = NULL, pass_hash = NULL, is_enabled = FALSE, is_public = FALSE,
                deleted_at = $3
            WHERE account_id = $1 AND deleted_at IS NULL
            RETURNING account_id
            """;

    private static final String UNLINK = "DELETE FROM external_login WHERE account_id = $1";

    private static final String FORGET_TOKENS = "DELETE FROM one_time_token WHERE account_id = $1";

    private static final String FORGET_ADDRESSES = "DELETE FROM known_address WHERE account_id = $1";

    private static final String FORGET_DEVICES = "DELETE FROM known_device WHERE account_id = $1";

    private static final int NAME_BYTES = 8;

    private final Pool pool;
    private final Audit audit;
    private final SecureRandom random;

    OwnAccountsRepository(Pool pool, Audit audit, SecureRandom random) {
        this.pool = pool;
        this.audit = audit;
        this.random = random;
    }

    Uni<Void> setPublic(AccountId account, boolean isPublic, AuditEntry entry) {
        return change(new Statement(SET_PUBLIC, Tuple.of(account.value(), isPublic)), entry);
    }

    Uni<Boolean> isPublic(AccountId account) {
        return pool.preparedQuery(IS_PUBLIC)
                .execute(Tuple.of(account.value()))
                .map(rows -> rows.iterator().next().getBoolean("is_public"));
    }

    Uni<Optional<Instant>> begunAt(SessionHash session) {
        return pool.preparedQuery(BEGUN_AT)
                .execute(Tuple.of(Buffer.buffer(session.bytes())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getOffsetDateTime("begun_at").toInstant())
                        .findFirst());
    }

    Uni<Long> openOrders(AccountId account) {
        return pool.preparedQuery(OPEN_ORDERS)
                .execute(Tuple.of(account.value()))
                .map(rows -> rows.iterator().next().getLong("open"));
    }

    Uni<Void> delete(AccountId account, Instant now, AuditEntry entry) {
        byte[] name = new byte[NAME_BYTES];
        random.nextBytes(name);
        Tuple row = Tuple.of(
                account.value(), DeletedNames.PREFIX + HexFormat.of().formatHex(name), now.atOffset(ZoneOffset.UTC));
        Statement act = audit.noting(new Statement(DELETE, row), entry);
        Tuple id = Tuple.of(account.value());
        return pool.withTransaction(connection -> Audit.send(connection, act)
                .flatMap(deleted -> connection.preparedQuery(UNLINK).execute(id))
                .flatMap(unlinked -> connection.preparedQuery(FORGET_TOKENS).execute(id))
                .flatMap(forgotten -> connection.preparedQuery(FORGET_ADDRESSES).execute(id))
                .flatMap(forgotten -> connection.preparedQuery(FORGET_DEVICES).execute(id))
                .replaceWithVoid());
    }

    private Uni<Void> change(Statement statement, AuditEntry entry) {
        return Audit.send(pool, audit.noting(statement, entry)).replaceWithVoid();
    }
}
