package io.papertrader.master.identity;

import io.papertrader.codec.message.ProviderName;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.session.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/** The accounts that third parties' logins lead into, and the tokens that were used, in Postgres. */
@ApplicationScoped
public class ExternalLoginRepository {
    private static final String OF_ACCOUNT = """
            SELECT provider FROM external_login WHERE account_id = $1 ORDER BY provider
            """;

    private static final String LINK = """
            INSERT INTO external_login (issuer, subject, provider, account_id, linked_at)
            VALUES ($1, $2, $3, $4, $5)
            RETURNING account_id
            """;

    /** Links the account that this connection has added last: the statement before, which fails where it adds none. */
    private static final String LINK_ADDED = LINK.replace(
                    "$4", "currval(pg_get_serial_sequence('account', 'account_id'))")
            .replace("$5", "$4");

    /** Another way in is a password, or a login of a third party that is still set up. */
    private static final String UNLINK = """
            DELETE FROM external_login
            WHERE account_id = $1 AND provider = $2 AND (
                EXISTS (SELECT FROM account WHERE account_id = $1 AND pass_hash IS NOT NULL)
                OR EXISTS (
                    SELECT FROM external_login AS other
                    WHERE other.account_id = $1 AND other.provider <> $2 AND other.issuer = ANY ($3)))
            RETURNING provider
            """;

    /** Fails where the token was used before, and with it all that was to be done by it. */
    private static final String USE = "INSERT INTO used_nonce (digest, expires_at) VALUES ($1, $2)";

    private static final String FORGET = "DELETE FROM used_nonce WHERE expires_at <= $1";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Pool pool;
    private final Audit audit;

    ExternalLoginRepository(Pool pool, Audit audit) {
        this.pool = pool;
        this.audit = audit;
    }

    /** The third parties that the account is logged into with, by name. */
    public Uni<List<ProviderName>> of(AccountId account) {
        return pool.preparedQuery(OF_ACCOUNT)
                .execute(Tuple.of(account.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new ProviderName(row.getString("provider")))
                        .toList());
    }

    /** Uses the token, which can be done once. */
    public Statement using(Identity.Use use) {
        return new Statement(USE, Tuple.of(use.digest(), timestamp(use.until())));
    }

    /** Lets the account be logged into so that the statement before has added. */
    public Statement linkingAdded(Identity identity, Instant now) {
        return new Statement(
                LINK_ADDED,
                Tuple.of(
                        identity.issuer(),
                        identity.subject(),
                        identity.provider().value(),
                        timestamp(now)));
    }

    /** Lets the account be logged into so; fails where the login leads into another one. */
    public Statement linking(Identity identity, AccountId account, Instant now, AuditEntry entry) {
        Statement link = new Statement(
                LINK,
                Tuple.of(
                        identity.issuer(),
                        identity.subject(),
                        identity.provider().value(),
                        account.value(),
                        timestamp(now)));
        return audit.noting(link, entry);
    }

    /**
     * Lets the account be logged into so no more, and gives what it did; nothing where that was not so, or the last way
     * in.
     */
    public Statement unlinking(AccountId account, ProviderName provider, List<String> issuers, AuditEntry entry) {
        Tuple login = Tuple.of(account.value(), provider.value(), issuers.toArray(String[]::new));
        return audit.noting(new Statement(UNLINK, login), entry);
    }

    /** Forgets tokens that have expired. */
    Uni<Integer> forgetUsed(Instant now) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(timestamp(now))).map(RowSet::rowCount);
    }

    /** True where it failed because the token had been used. */
    public static boolean isUsed(Throwable failure) {
        return violates(failure, "used_nonce_pkey");
    }

    /** True where it failed because the login leads into an account already. */
    public static boolean isTaken(Throwable failure) {
        return violates(failure, "external_login_pkey");
    }

    /** True where it failed because the account has another login of the same third party. */
    public static boolean isLinked(Throwable failure) {
        return violates(failure, "external_login_account_id_provider_key");
    }

    /** True where it failed because something is there already, of which there can be one. */
    public static boolean isConflict(Throwable failure) {
        return failure instanceof PgException refusal && UNIQUE_VIOLATION.equals(refusal.getSqlState());
    }

    private static boolean violates(Throwable failure, String constraint) {
        return failure instanceof PgException refusal && constraint.equals(refusal.getConstraint());
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
