package io.papertrader.client.connection;

import io.papertrader.client.identity.ExternalProof;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ExternalLoginReply.ExternalSession;
import io.papertrader.codec.message.ExternalLoginReply.LinkChanged;
import io.papertrader.codec.message.ExternalLoginReply.LoginProviders;
import io.papertrader.codec.message.ExternalLoginRequest.GetLoginProviders;
import io.papertrader.codec.message.ExternalLoginRequest.LinkLogin;
import io.papertrader.codec.message.ExternalLoginRequest.LoginExternal;
import io.papertrader.codec.message.ExternalLoginRequest.RegisterExternal;
import io.papertrader.codec.message.ExternalLoginRequest.UnlinkLogin;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.UserName;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Third-party logins, by what {@link io.papertrader.client.identity.ThirdParty} brings. None of these is sent a second
 * time by the client: a proof is good for one of them.
 */
public final class ExternalLogins {
    private final PaperTraderClient client;

    ExternalLogins(PaperTraderClient client) {
        this.client = client;
    }

    /** The third parties that the network lets in, and what a login there begins with. */
    public Future<LoginProviders> providers() {
        return client.ask(GetLoginProviders::new, LoginProviders.class);
    }

    /**
     * Begins a session, in whose name all later requests are made: UNKNOWN_USER where no account has this login yet,
     * and the proof can still be used; BAD_CREDENTIALS, UNAVAILABLE.
     */
    public Future<ExternalSession> login(ExternalProof proof, boolean isExpirable) {
        return client.ask(
                () -> new LoginExternal(proof.provider(), isExpirable, proof.secret(), proof.token()),
                ExternalSession.class);
    }

    /**
     * Makes an account without a password: USERNAME_TAKEN and EMAIL_TAKEN, after which the proof can still be used;
     * LOGIN_TAKEN, BAD_CREDENTIALS.
     *
     * @param email needed where the proof has no verified address
     */
    public Future<RegisterSuccess> register(ExternalProof proof, UserName username, Optional<Email> email) {
        return client.ask(
                () -> new RegisterExternal(proof.provider(), username, email, proof.secret(), proof.token()),
                RegisterSuccess.class);
    }

    /** Lets the session's account be logged into so too: LOGIN_TAKEN, BAD_CREDENTIALS. */
    public Future<LinkChanged> link(ExternalProof proof) {
        return client.askWithSession(
                session -> new LinkLogin(session, proof.provider(), proof.secret(), proof.token()), LinkChanged.class);
    }

    /** Lets the session's account be logged into so no more: NOT_LINKED, LAST_LOGIN. */
    public Future<LinkChanged> unlink(ProviderName provider) {
        return client.askWithSession(session -> new UnlinkLogin(session, provider), LinkChanged.class);
    }
}
