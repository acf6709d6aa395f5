package io.papertrader.master.account;

import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.identity.Identity;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.session.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Accounts in Postgres. */
@ApplicationScoped
class AccountRepository {
    private static final String ADD_OR_FAIL = """
            INSERT INTO account (user_name, user_key, email, email_key, pass_hash, member_since)
            VALUES ($1, $2, $3, $4, $5, $6)
            RETURNING account_id
            """;

    private static final String ADD = ADD_OR_FAIL.replace("RETURNING", "ON CONFLICT DO NOTHING RETURNING");

    private static final String TAKEN = """
            SELECT EXISTS (SELECT FROM account WHERE user_key = $1) AS user_name,
                EXISTS (SELECT FROM account WHERE email_key = $2) AS email
            """;

    private static final String COLUMNS =
            "account_id, user_name, email, pass_hash, member_since, is_enabled, is_public,"
                    + " EXISTS (SELECT FROM portfolio WHERE portfolio.account_id = account.account_id) AS has_portfolio";

    private static final String FIND = "SELECT " + COLUMNS + " FROM account WHERE user_key = $1";

    private static final String FIND_BY_LOGIN = "SELECT " + COLUMNS + """
             FROM account
            WHERE account_id = (SELECT login.account_id FROM external_login AS login WHERE issuer = $1 AND subject = $2)
            """;

    private static final String FIND_BY_EMAIL = "SELECT " + COLUMNS + " FROM account WHERE email_key = $1";

    private static final String SEARCH = "SELECT " + COLUMNS + """
             FROM account
            WHERE (strpos(user_key, $1) > 0 OR strpos(email_key, $1) > 0) AND deleted_at IS NULL
            ORDER BY user_key
            LIMIT $2
            """;

    private static final String ENABLE = """
            UPDATE account SET is_enabled = $2 WHERE user_key = $1 RETURNING account_id
            """;

    private static final String HASHED_ANEW =
            "UPDATE account SET pass_hash = $2 WHERE account_id = $1 AND pass_hash = $3";

    private final Pool pool;
    private final Audit audit;

    AccountRepository(Pool pool, Audit audit) {
        this.pool = pool;
        this.audit = audit;
    }

    /** The parts of a registration that another account has already. */
    record Taken(boolean userName, boolean email) {}

    Uni<Taken> taken(UserName userName, Optional<Email> email) {
        return pool.preparedQuery(TAKEN)
                .execute(Tuple.of(userName.key(), email.map(Email::key).orElse(null)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Taken(
                        row.getBoolean("user_name") || DeletedNames.isReserved(userName), row.getBoolean("email")));
    }

    /** Adds an account, and gives its id; gives none where name or email were taken in the meantime. */
    Statement adding(Register register, PassHash passHash, Instant now, AuditEntry entry) {
        Tuple row = Tuple.of(
                register.username().value(),
                register.username().key(),
                register.email().value(),
                register.email().key(),
                passHash.value(),
                now.atOffset(ZoneOffset.UTC));
        return audit.noting(new Statement(ADD, row), entry);
    }

    /** The same for an account without a password; fails where name or email were taken in the meantime. */
    Statement addingWithoutPassword(UserName userName, Email email, Instant now, AuditEntry entry) {
        Tuple row = Tuple.of(
                userName.value(), userName.key(), email.value(), email.key(), null, now.atOffset(ZoneOffset.UTC));
        return audit.noting(new Statement(ADD_OR_FAIL, row), entry);
    }

    /** The account that a third party's login leads into. */
    Uni<Optional<Account>> find(Identity identity) {
        return pool.preparedQuery(FIND_BY_LOGIN)
                .execute(Tuple.of(identity.issuer(), identity.subject()))
                .map(rows -> accounts(rows).stream().findFirst());
    }

    Uni<Optional<Account>> find(UserName userName) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(userName.key()))
                .map(rows -> accounts(rows).stream().findFirst());
    }

    Uni<Optional<Account>> find(Email email) {
        return pool.preparedQuery(FIND_BY_EMAIL)
                .execute(Tuple.of(email.key()))
                .map(rows -> accounts(rows).stream().findFirst());
    }

    Uni<List<Account>> search(String text, int limit) {
        return pool.preparedQuery(SEARCH)
                .execute(Tuple.of(Email.folded(text), limit))
                .map(AccountRepository::accounts);
    }

    Uni<Optional<AccountId>> enable(UserName userName, boolean isEnabled, AuditEntry entry) {
        Statement change = new Statement(ENABLE, Tuple.of(userName.key(), isEnabled));
        return Audit.send(pool, audit.noting(change, entry)).map(AccountRepository::id);
    }

    /** Puts a dearer hash of the same password where this one is. */
    Uni<Void> hashedAnew(AccountId account, PassHash old, PassHash anew) {
        return pool.preparedQuery(HASHED_ANEW)
                .execute(Tuple.of(account.value(), anew.value(), old.value()))
                .replaceWithVoid();
    }

    static Optional<AccountId> id(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new AccountId(row.getLong("account_id")))
                .findFirst();
    }

    private static List<Account> accounts(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Account(
                        new AccountId(row.getLong("account_id")),
                        new UserName(row.getString("user_name")),
                        Optional.ofNullable(row.getString("email")).map(Email::new),
                        Optional.ofNullable(row.getString("pass_hash")).map(PassHash::new),
                        row.getOffsetDateTime("member_since").toInstant(),
                        row.getBoolean("is_enabled"),
                        row.getBoolean("is_public"),
                        row.getBoolean("has_portfolio")))
                .toList();
    }
}
