package io.papertrader.master.token;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.session.AccountId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Tokens in Postgres, by their hash. The change that a token allows stands in one transaction with the token's end,
 * over the connection on which writers take turns: of two that come at once the second finds none.
 */
@ApplicationScoped
public class OneTimeTokens {
    /** The time in which an account is mailed only so many tokens of a kind; rows stay as long, to be counted. */
    private static final Duration WINDOW = Duration.ofHours(1);

    private static final long MOST_MAILED = 3;

    private static final String MAIL = """
            INSERT INTO one_time_token (token_hash, purpose, account_id, email, made_at, expires_at)
            SELECT $1::bytea, $2::text, account_id, $3::text, $4::timestamptz, $5::timestamptz
            FROM account
            WHERE account_id = $6 AND is_enabled
                AND (SELECT count(*) FROM one_time_token AS mailed
                    WHERE mailed.account_id = $6 AND purpose = $2 AND mailed.email IS NOT NULL AND made_at > $7) < $8
            RETURNING account_id
            """;

    private static final String HAND_OVER = """
            INSERT INTO one_time_token (token_hash, purpose, account_id, made_at, expires_at)
            VALUES ($1, 'RESET', $2, $3, $4)
            RETURNING account_id
            """;

    private static final String HAND_TO_NEW = """
            INSERT INTO one_time_token (token_hash, purpose, account_id, made_at, expires_at)
            SELECT token_hash, 'FIRST_PASSWORD', account_id, $3::timestamptz, $4::timestamptz
            FROM unnest($1::bytea[], $2::text[]) AS new (token_hash, user_name) JOIN account USING (user_name)
            """;

    private static final String INVITE = """
            INSERT INTO one_time_token (token_hash, purpose, made_at, expires_at)
            SELECT token_hash, 'INVITATION', $2::timestamptz, $3::timestamptz FROM unnest($1::bytea[]) AS new (token_hash)
            """;

    private static final String ALLOWS_PASSWORD = """
            SELECT FROM one_time_token AS token JOIN account USING (account_id)
            WHERE token_hash = $1 AND account_id = $2 AND purpose IN ('RESET', 'FIRST_PASSWORD')
                AND token.expires_at > $3 AND is_enabled AND (token.email IS NULL OR token.email = account.email)
            """;

    /**
     * The same as a condition of a statement whose first three parameters are the token's hash, the account and the
     * time.
     */
    public static final String IF_ALLOWS_PASSWORD = "EXISTS (" + ALLOWS_PASSWORD + ")";

    private static final String IS_INVITATION = """
            SELECT FROM one_time_token WHERE token_hash = $1 AND purpose = 'INVITATION' AND expires_at > $2
            """;

    private static final String TO_CONFIRM = """
            SELECT email FROM one_time_token
            WHERE token_hash = $1 AND account_id = $2 AND purpose = 'CONFIRM_EMAIL' AND expires_at > $3
            """;

    private static final String END = "DELETE FROM one_time_token WHERE token_hash = $1";

    private static final String END_HANDED = "DELETE FROM one_time_token WHERE account_id = $1 AND email IS NULL";

    private static final String DELETE_OLD = "DELETE FROM one_time_token WHERE expires_at <= $1 AND made_at <= $2";

    private final Pool pool;
    private final InstantSource time;

    OneTimeTokens(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /**
     * Keeps a token that is mailed, and gives the account back; gives none back where so many were mailed within the
     * hour.
     */
    public Statement mailing(OneTimeToken token, Purpose purpose, AccountId account, Email to, Duration life) {
        Instant now = time.instant();
        return new Statement(
                MAIL,
                Tuple.of(hash(token), purpose.name(), to.value(), at(now), at(now.plus(life)), account.value())
                        .addValue(at(now.minus(WINDOW)))
                        .addValue(MOST_MAILED));
    }

    /** Keeps a token by which an operator lets an account's owner set a new password, and gives the account back. */
    public Statement handingOver(OneTimeToken token, AccountId account, Instant expiry) {
        return new Statement(HAND_OVER, Tuple.of(hash(token), account.value(), at(time.instant()), at(expiry)));
    }

    /** Keeps the tokens by which accounts that the same transaction has made get their first passwords. */
    public Statement handingToNew(List<OneTimeToken> tokens, List<UserName> accounts, Instant expiry) {
        String[] names = accounts.stream().map(UserName::value).toArray(String[]::new);
        return new Statement(HAND_TO_NEW, Tuple.of(hashes(tokens), names, at(time.instant()), at(expiry)));
    }

    /** Keeps invitations. */
    public Statement inviting(List<OneTimeToken> invitations, Instant expiry) {
        return new Statement(INVITE, Tuple.of(hashes(invitations), at(time.instant()), at(expiry)));
    }

    /** True where the token allows to set this account's password now. */
    public Uni<Boolean> allowsPassword(OneTimeToken token, AccountId account) {
        return isThere(ALLOWS_PASSWORD, ifAllowsPassword(token, account));
    }

    /** The three parameters of that condition. */
    public Tuple ifAllowsPassword(OneTimeToken token, AccountId account) {
        return Tuple.of(hash(token), account.value(), at(time.instant()));
    }

    /** True where somebody may register with this now. */
    public Uni<Boolean> isInvitation(OneTimeToken token) {
        return isThere(IS_INVITATION, Tuple.of(hash(token), at(time.instant())));
    }

    /** The address that the token confirms as this account's. */
    public Uni<Optional<Email>> toConfirm(OneTimeToken token, AccountId account) {
        return pool.preparedQuery(TO_CONFIRM)
                .execute(Tuple.of(hash(token), account.value(), at(time.instant())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Email(row.getString("email")))
                        .findFirst());
    }

    /** Ends an invitation that is used. */
    public Statement ending(OneTimeToken token) {
        return new Statement(END, Tuple.of(hash(token)));
    }

    /** Ends what was handed over before, in case it was lost. */
    public Statement endingHanded(AccountId account) {
        return new Statement(END_HANDED, Tuple.of(account.value()));
    }

    /** Counts are of the last hour, so that what is older is of no use. */
    @Scheduled(every = "1h", delayed = "2m")
    Uni<Void> deleteOld() {
        Instant now = time.instant();
        return pool.preparedQuery(DELETE_OLD)
                .execute(Tuple.of(at(now), at(now.minus(WINDOW))))
                .replaceWithVoid();
    }

    private Uni<Boolean> isThere(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(rows -> rows.size() > 0);
    }

    private static Buffer hash(OneTimeToken token) {
        return Buffer.buffer(token.hash());
    }

    private static Buffer[] hashes(List<OneTimeToken> tokens) {
        return tokens.stream().map(OneTimeTokens::hash).toArray(Buffer[]::new);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
