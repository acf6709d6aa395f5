package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers of {@link ExternalLoginRequest}. */
public sealed interface ExternalLoginReply extends Reply {
    /**
     * An active session, and whose it is: an extension.
     *
     * @param id to be kept like a password
     * @param expiry the moment at which it ends, unless it is ended before
     * @param workers some of those it can be used with: all, or 32 where there are more
     */
    record ExternalSession(UserName username, SessionId id, Instant expiry, List<WorkerAddress> workers)
            implements ExternalLoginReply, SessionBegun {
        static final Layout<ExternalSession> LAYOUT = Layout.of(
                ExternalSession.class,
                field("username", UserName.TYPE, ExternalSession::username),
                field("id", SessionId.TYPE, ExternalSession::id),
                field("expiry", FieldType.TIME, ExternalSession::expiry),
                field(
                        "workers",
                        WorkerAddress.COMMA_LIST.atMost(
                                SessionReply.SessionStarted.MOST_WORKERS * (WorkerAddress.TYPE.mostBytes() + 1)),
                        ExternalSession::workers),
                ExternalSession::new);

        public ExternalSession {
            workers = List.copyOf(workers);
        }
    }

    /**
     * The account is linked to the third party or no longer is, and so can or cannot be logged into with it: an
     * extension.
     *
     * @param isLinked true after it was linked, false after it was unlinked
     */
    record LinkChanged(ProviderName provider, boolean isLinked) implements ExternalLoginReply {
        static final Layout<LinkChanged> LAYOUT = Layout.of(
                LinkChanged.class,
                field("provider", ProviderName.TYPE, LinkChanged::provider),
                field("isLinked", FieldType.BOOL, LinkChanged::isLinked),
                LinkChanged::new);
    }

    /** The third parties that accounts can be logged into with. */
    record LoginProviders(List<LoginProvider> providers) implements ExternalLoginReply {
        /** The most third parties of a network. */
        public static final int MOST = AccountReply.UserInfo.Owned.MOST_PROVIDERS;

        static final Layout<LoginProviders> LAYOUT = Layout.of(
                LoginProviders.class,
                field("providers", LoginProvider.LAYOUT.list(MOST), LoginProviders::providers),
                LoginProviders::new);

        public LoginProviders {
            providers = List.copyOf(providers);
        }
    }

    /**
     * The parameters that a client needs to begin a login at a third party, beside those that its issuer tells.
     *
     * @param issuer an address that begins with https, or with http where it is on the same machine; its endpoints
     *     stand behind it in {@code /.well-known/openid-configuration}
     * @param scopes the scopes to ask for, with spaces between; {@code openid} is one of them
     * @param browser the client to name in the request where the user has a browser beside the client: authorization
     *     code with PKCE (RFC 8252)
     * @param device the client to name in the request where the user has a browser elsewhere: a device code (RFC 8628)
     */
    record LoginProvider(ProviderName name, String issuer, String scopes, Registration browser, Registration device) {
        /** The most bytes of an issuer, of scopes, of a client id and of its secret, each. */
        public static final int MOST_BYTES = 256;

        static final Layout<LoginProvider> LAYOUT = Layout.of(
                LoginProvider.class,
                field("name", ProviderName.TYPE, LoginProvider::name),
                field("issuer", FieldType.STR.atMost(MOST_BYTES), LoginProvider::issuer),
                field("scopes", FieldType.STR.atMost(MOST_BYTES), LoginProvider::scopes),
                field("browser", Registration.LAYOUT, LoginProvider::browser),
                field("device", Registration.LAYOUT, LoginProvider::device),
                LoginProvider::new);

        public LoginProvider {
            checkLength("issuer", issuer);
            checkLength("scopes", scopes);
        }

        private static void checkLength(String what, String text) {
            if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
                throw new IllegalArgumentException(what + " must be at most " + MOST_BYTES + " bytes");
            }
        }

        /**
         * The registration of the network at a third party.
         *
         * @param clientSecret there where the third party wants one of programs too, which can keep none: not a secret
         */
        public record Registration(String clientId, Optional<String> clientSecret) {
            static final Layout<Registration> LAYOUT = Layout.of(
                    Registration.class,
                    field("clientId", FieldType.STR.atMost(MOST_BYTES), Registration::clientId),
                    field("clientSecret", FieldType.STR.atMost(MOST_BYTES).optional(), Registration::clientSecret),
                    Registration::new);

            public Registration {
                checkLength("clientId", clientId);
                clientSecret.ifPresent(secret -> checkLength("clientSecret", secret));
            }
        }
    }
}
