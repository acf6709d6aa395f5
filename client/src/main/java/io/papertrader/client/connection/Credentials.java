package io.papertrader.client.connection;

import io.papertrader.client.password.NewPassword;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordReply.ConfirmationSent;
import io.papertrader.codec.message.PasswordReply.EmailChanged;
import io.papertrader.codec.message.PasswordReply.PasswordChanged;
import io.papertrader.codec.message.PasswordReply.ResetRequested;
import io.papertrader.codec.message.PasswordRequest;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.UserName;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Passwords, email addresses and invitations: what an account's owner does beside trading. All of it is an extension. A
 * {@link NewPassword} is hashed when it is sent, which takes long: not on an event loop.
 */
public final class Credentials {
    private final PaperTraderClient client;

    Credentials(PaperTraderClient client) {
        this.client = client;
    }

    /** Has a token mailed to an account's address; answered the same where there is none. RATE_LIMITED, UNAVAILABLE. */
    public Future<ResetRequested> requestReset(NameOrEmail account) {
        return client.ask(() -> new PasswordRequest.RequestReset(account), ResetRequested.class);
    }

    /** Sets the password by a token, and ends every session: BAD_TOKEN, RATE_LIMITED. */
    public Future<PasswordChanged> resetPassword(UserName username, OneTimeToken token, NewPassword password) {
        HashedPass hashedPass = password.hashed();
        return client.ask(() -> new PasswordRequest.ResetPassword(username, token, hashedPass), PasswordChanged.class);
    }

    /**
     * Sets the password, and ends every other session: BAD_CREDENTIALS, RATE_LIMITED.
     *
     * @param before absent where the account has no password yet
     */
    public Future<PasswordChanged> setPassword(Optional<HashedPass> before, NewPassword password) {
        HashedPass hashedPass = password.hashed();
        return client.askWithSession(
                id -> new PasswordRequest.SetPassword(id, before, hashedPass), PasswordChanged.class);
    }

    /** Has a token mailed to a new address: BAD_CREDENTIALS, EMAIL_TAKEN, RATE_LIMITED, UNAVAILABLE. */
    public Future<ConfirmationSent> changeEmail(HashedPass hashedPass, Email email) {
        return client.askWithSession(
                id -> new PasswordRequest.ChangeEmail(id, hashedPass, email), ConfirmationSent.class);
    }

    /** Makes the new address the account's: BAD_TOKEN, EMAIL_TAKEN. */
    public Future<EmailChanged> confirmEmail(OneTimeToken token) {
        return client.askWithSession(id -> new PasswordRequest.ConfirmEmail(id, token), EmailChanged.class);
    }

    /** Makes an account by invitation: REGISTRATION_CLOSED, BAD_TOKEN, USERNAME_TAKEN, EMAIL_TAKEN, RATE_LIMITED. */
    public Future<RegisterSuccess> registerInvited(
            UserName username, Optional<Email> email, NewPassword password, OneTimeToken invitation) {
        HashedPass hashedPass = password.hashed();
        return client.ask(() -> new RegisterInvited(username, email, hashedPass, invitation), RegisterSuccess.class);
    }
}
