package io.papertrader.master.registration;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.account.PassHash;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.session.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Accounts in Postgres that somebody was let in for. Where a name or address is taken the whole transaction fails. */
@ApplicationScoped
class NewAccounts {
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String ADD_INVITED = """
            INSERT INTO account (user_name, user_key, email, email_key, pass_hash, member_since)
            SELECT $1::text, $2::text, $3::text, $4::text, $5::text, $6::timestamptz
            FROM one_time_token
            WHERE token_hash = $7 AND purpose = 'INVITATION' AND expires_at > $6
            RETURNING account_id
            """;

    private static final String ADD_ALL = """
            INSERT INTO account (user_name, user_key, email, email_key, member_since)
            SELECT user_name, user_key, email, email_key, $5::timestamptz
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS new (user_name, user_key, email, email_key)
            RETURNING account_id, user_name
            """;

    private static final String TAKEN_NAMES = "SELECT user_key AS taken FROM account WHERE user_key = ANY($1)";

    private static final String TAKEN_EMAILS = "SELECT email_key AS taken FROM account WHERE email_key = ANY($1)";

    private final Pool pool;

    NewAccounts(Pool pool) {
        this.pool = pool;
    }

    /** Adds an account where the invitation is still good, and gives its id. */
    Statement adding(RegisterInvited register, PassHash passHash, Instant now) {
        return new Statement(
                ADD_INVITED,
                Tuple.tuple()
                        .addString(register.username().value())
                        .addString(register.username().key())
                        .addString(register.email().map(Email::value).orElse(null))
                        .addString(register.email().map(Email::key).orElse(null))
                        .addString(passHash.value())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addValue(Buffer.buffer(register.invitation().hash())));
    }

    /** Adds accounts that have no password yet, and gives their ids and names. */
    Statement adding(List<NewUser> users, Instant now) {
        return new Statement(
                ADD_ALL,
                Tuple.tuple()
                        .addArrayOfString(column(users, user -> user.userName().value()))
                        .addArrayOfString(column(users, user -> user.userName().key()))
                        .addArrayOfString(column(
                                users, user -> user.email().map(Email::value).orElse(null)))
                        .addArrayOfString(column(
                                users, user -> user.email().map(Email::key).orElse(null)))
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC)));
    }

    private static @Nullable String[] column(List<NewUser> users, Function<NewUser, @Nullable String> value) {
        return users.stream().map(value).toArray(String[]::new);
    }

    /** The keys of those of the names that accounts have already. */
    Uni<Set<String>> takenNames(List<UserName> names) {
        return taken(TAKEN_NAMES, names.stream().map(UserName::key).toArray(String[]::new));
    }

    /** The keys of those of the addresses that accounts have already. */
    Uni<Set<String>> takenEmails(List<Email> emails) {
        return taken(TAKEN_EMAILS, emails.stream().map(Email::key).toArray(String[]::new));
    }

    private Uni<Set<String>> taken(String sql, String[] keys) {
        return pool.preparedQuery(sql)
                .execute(Tuple.tuple().addArrayOfString(keys))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("taken"))
                        .collect(Collectors.toSet()));
    }

    static List<AccountId> ids(RowSet<Row> added) {
        return StreamSupport.stream(added.spliterator(), false)
                .map(row -> new AccountId(row.getLong("account_id")))
                .toList();
    }

    /** True where somebody was quicker. */
    static boolean isTaken(Throwable failure) {
        return failure instanceof PgException refusal && UNIQUE_VIOLATION.equals(refusal.getSqlState());
    }
}
