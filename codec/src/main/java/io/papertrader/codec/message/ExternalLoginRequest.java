package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.util.Optional;

/** Logging in with third parties (specification 3.1.3): extensions. */
public sealed interface ExternalLoginRequest extends Request {
    /** Asks which third parties there are, and for what a client needs to begin a login at one. */
    record GetLoginProviders() implements ExternalLoginRequest {
        static final Layout<GetLoginProviders> LAYOUT = Layout.of(GetLoginProviders.class, GetLoginProviders::new);
    }

    /** A request with a third party's word on the user who logged in there. */
    interface WithToken {
        /** The third party. */
        ProviderName provider();

        /** The secret whose hash is the token's nonce. */
        Optional<NonceSecret> secret();

        /** The third party's word on the user who logged in there. */
        IdToken token();
    }

    /**
     * Logs in with a third party.
     *
     * @param isExpirable true where the session ends with the connection; else it lives until it expires
     * @param secret the one whose hash is the token's nonce; empty where it has none
     */
    record LoginExternal(ProviderName provider, boolean isExpirable, Optional<NonceSecret> secret, IdToken token)
            implements ExternalLoginRequest, WithToken, BeginsSession {
        static final Layout<LoginExternal> LAYOUT = Layout.of(
                LoginExternal.class,
                field("provider", ProviderName.TYPE, LoginExternal::provider),
                field("isExpirable", FieldType.BOOL, LoginExternal::isExpirable),
                field("secret", NonceSecret.OR_EMPTY, LoginExternal::secret),
                field("token", IdToken.TYPE, LoginExternal::token),
                LoginExternal::new);
    }

    /**
     * Makes an account without a password, which is logged into with the third party.
     *
     * @param secret the one whose hash is the token's nonce; empty where it has none
     * @param email needed where the token names no verified address, and not looked at where it does
     */
    record RegisterExternal(
            ProviderName provider,
            UserName username,
            Optional<Email> email,
            Optional<NonceSecret> secret,
            IdToken token)
            implements ExternalLoginRequest, WithToken {
        private static final FieldType<Optional<Email>> EMAIL = FieldType.STR
                .atMost(Email.NEW_TYPE.mostBytes())
                .as(
                        text -> text.isEmpty() ? Optional.empty() : Optional.of(Email.ofNewAccount(text)),
                        email -> email.map(Email::value).orElse(""));

        static final Layout<RegisterExternal> LAYOUT = Layout.of(
                RegisterExternal.class,
                field("provider", ProviderName.TYPE, RegisterExternal::provider),
                field("username", UserName.NEW_TYPE, RegisterExternal::username),
                field("email", EMAIL, RegisterExternal::email),
                field("secret", NonceSecret.OR_EMPTY, RegisterExternal::secret),
                field("token", IdToken.TYPE, RegisterExternal::token),
                RegisterExternal::new);
    }

    /**
     * Lets the session's account be logged into with a third party too.
     *
     * @param secret the one whose hash is the token's nonce; empty where it has none
     */
    record LinkLogin(SessionId sessionId, ProviderName provider, Optional<NonceSecret> secret, IdToken token)
            implements ExternalLoginRequest, WithToken, WithSession {
        static final Layout<LinkLogin> LAYOUT = Layout.of(
                LinkLogin.class,
                field("sessionID", SessionId.TYPE, LinkLogin::sessionId),
                field("provider", ProviderName.TYPE, LinkLogin::provider),
                field("secret", NonceSecret.OR_EMPTY, LinkLogin::secret),
                field("token", IdToken.TYPE, LinkLogin::token),
                LinkLogin::new);
    }

    /** Lets the session's account be logged into with a third party no more, unless there were no other way. */
    record UnlinkLogin(SessionId sessionId, ProviderName provider) implements ExternalLoginRequest, WithSession {
        static final Layout<UnlinkLogin> LAYOUT = Layout.of(
                UnlinkLogin.class,
                field("sessionID", SessionId.TYPE, UnlinkLogin::sessionId),
                field("provider", ProviderName.TYPE, UnlinkLogin::provider),
                UnlinkLogin::new);
    }
}
