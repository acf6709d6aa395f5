package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;
import java.util.Optional;

/** Ways to another password or email address of an account: extensions. */
public sealed interface PasswordRequest extends Request {
    /** Has a token mailed to the account's address. It is answered the same whether or not there is such an account. */
    record RequestReset(NameOrEmail account) implements PasswordRequest {
        static final Layout<RequestReset> LAYOUT = Layout.of(
                RequestReset.class, field("account", NameOrEmail.TYPE, RequestReset::account), RequestReset::new);
    }

    /** Sets the password that a token allows to set, and ends every session of the account. */
    record ResetPassword(UserName username, OneTimeToken token, HashedPass hashedPass) implements PasswordRequest {
        static final Layout<ResetPassword> LAYOUT = Layout.of(
                ResetPassword.class,
                field("username", UserName.TYPE, ResetPassword::username),
                field("token", OneTimeToken.TYPE, ResetPassword::token),
                field("hashedPass", HashedPass.TYPE, ResetPassword::hashedPass),
                ResetPassword::new);
    }

    /**
     * Sets the password, and ends every other session of the account.
     *
     * @param hashedPass the password of before; empty where the account has none
     */
    record SetPassword(SessionId sessionId, Optional<HashedPass> hashedPass, HashedPass newHashedPass)
            implements PasswordRequest, WithSession {
        static final Layout<SetPassword> LAYOUT = Layout.of(
                SetPassword.class,
                field("sessionID", SessionId.TYPE, SetPassword::sessionId),
                field("hashedPass", HashedPass.OR_NONE, SetPassword::hashedPass),
                field("newHashedPass", HashedPass.TYPE, SetPassword::newHashedPass),
                SetPassword::new);
    }

    /**
     * Has a token mailed to a new address, which becomes the account's when the token comes back; the old one is told.
     */
    record ChangeEmail(SessionId sessionId, HashedPass hashedPass, Email email)
            implements PasswordRequest, WithSession {
        static final Layout<ChangeEmail> LAYOUT = Layout.of(
                ChangeEmail.class,
                field("sessionID", SessionId.TYPE, ChangeEmail::sessionId),
                field("hashedPass", HashedPass.TYPE, ChangeEmail::hashedPass),
                field("email", Email.NEW_TYPE, ChangeEmail::email),
                ChangeEmail::new);
    }

    /** Shows that the new address is read. */
    record ConfirmEmail(SessionId sessionId, OneTimeToken token) implements PasswordRequest, WithSession {
        static final Layout<ConfirmEmail> LAYOUT = Layout.of(
                ConfirmEmail.class,
                field("sessionID", SessionId.TYPE, ConfirmEmail::sessionId),
                field("token", OneTimeToken.TYPE, ConfirmEmail::token),
                ConfirmEmail::new);
    }
}
