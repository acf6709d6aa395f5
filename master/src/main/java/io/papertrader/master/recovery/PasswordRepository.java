package io.papertrader.master.recovery;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.master.account.PassHash;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.token.OneTimeTokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Passwords and addresses in Postgres, each with all that ends with the one before: sessions and tokens. */
@ApplicationScoped
class PasswordRepository {
    private static final String RESET = "UPDATE account SET pass_hash = $4 WHERE account_id = $2 AND "
            + OneTimeTokens.IF_ALLOWS_PASSWORD + " RETURNING account_id";

    private static final String END_SESSIONS =
            "UPDATE session SET is_active = FALSE WHERE account_id = $2 AND is_active AND "
                    + OneTimeTokens.IF_ALLOWS_PASSWORD + " RETURNING session_hash";

    private static final String FORGET_DEVICES =
            "DELETE FROM known_device WHERE account_id = $2 AND " + OneTimeTokens.IF_ALLOWS_PASSWORD;

    private static final String END_TOKENS =
            "DELETE FROM one_time_token WHERE account_id = $2 AND " + OneTimeTokens.IF_ALLOWS_PASSWORD;

    private static final String SET = """
            UPDATE account SET pass_hash = $2 WHERE account_id = $1 AND is_enabled RETURNING account_id
            """;

    private static final String END_OTHER_SESSIONS = """
            UPDATE session SET is_active = FALSE
            WHERE account_id = $1 AND is_active AND session_hash <> $2
            RETURNING session_hash
            """;

    private static final String FORGET_ALL_DEVICES = "DELETE FROM known_device WHERE account_id = $1";

    private static final String END_ALL_TOKENS = "DELETE FROM one_time_token WHERE account_id = $1";

    private static final String CHANGE_EMAIL = """
            UPDATE account SET email = $2, email_key = $4
            WHERE account_id = $1 AND is_enabled
                AND EXISTS (SELECT FROM one_time_token
                    WHERE token_hash = $3 AND account_id = $1 AND purpose = 'CONFIRM_EMAIL' AND email = $2)
            RETURNING account_id
            """;

    private final OneTimeTokens tokens;
    private final Audit audit;

    PasswordRepository(OneTimeTokens tokens, Audit audit) {
        this.tokens = tokens;
        this.audit = audit;
    }

    /** Sets the password where the token still allows it. Gives back the account, then the sessions that are over. */
    List<Statement> resetting(OneTimeToken token, AccountId account, PassHash password, AuditEntry entry) {
        return List.of(
                audit.noting(
                        new Statement(
                                RESET, tokens.ifAllowsPassword(token, account).addValue(password.value())),
                        entry),
                new Statement(END_SESSIONS, tokens.ifAllowsPassword(token, account)),
                new Statement(FORGET_DEVICES, tokens.ifAllowsPassword(token, account)),
                new Statement(END_TOKENS, tokens.ifAllowsPassword(token, account)));
    }

    /** Sets the password. Gives back the account, then the sessions that are over: all but this one. */
    List<Statement> setting(AccountId account, SessionHash kept, PassHash password, AuditEntry entry) {
        return List.of(
                audit.noting(new Statement(SET, Tuple.of(account.value(), password.value())), entry),
                new Statement(END_OTHER_SESSIONS, Tuple.of(account.value(), Buffer.buffer(kept.bytes()))),
                new Statement(FORGET_ALL_DEVICES, Tuple.of(account.value())),
                new Statement(END_ALL_TOKENS, Tuple.of(account.value())));
    }

    /** Changes the address where the token still confirms it. Gives back the account. */
    List<Statement> changingEmail(OneTimeToken token, AccountId account, Email email, AuditEntry entry) {
        return List.of(
                audit.noting(
                        new Statement(
                                CHANGE_EMAIL,
                                Tuple.of(account.value(), email.value(), Buffer.buffer(token.hash()), email.key())),
                        entry),
                new Statement(END_ALL_TOKENS, Tuple.of(account.value())));
    }

    static List<SessionHash> sessions(RowSet<Row> ended) {
        return StreamSupport.stream(ended.spliterator(), false)
                .map(row -> SessionHash.of(row.getBuffer("session_hash").getBytes()))
                .toList();
    }
}
