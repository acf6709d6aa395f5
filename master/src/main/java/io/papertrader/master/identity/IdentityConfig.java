package io.papertrader.master.identity;

import io.papertrader.codec.message.ProviderName;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** The third parties that accounts can be logged into with, by the names that users call them. */
@ConfigMapping(prefix = "papertrader.identity")
public interface IdentityConfig {
    /** The third parties; at most 16. */
    Map<@WithConverter(Name.class) ProviderName, Provider> providers();

    /** A third party that speaks OpenID Connect. */
    interface Provider {
        /**
         * The issuer, as its ID tokens name it: an address that begins with {@code https}, or with {@code http} on
         * loopback.
         */
        @WithConverter(IssuerAddress.class)
        String issuer();

        /**
         * The file of certificates, in PEM, that vouch for the issuer in place of those that the system trusts: for one
         * with an authority of its own. It is read again before each use. Clients have {@code
         * PAPERTRADER_PROVIDER_TRUST}.
         */
        Optional<Path> trust();

        /** The id that the network is registered under, for logins in a browser beside the client. */
        String clientId();

        /** The secret that some third parties give to programs as well, and want back; clients are told it. */
        Optional<String> clientSecret();

        /** The id for logins by a device code, where it is another. */
        Optional<String> deviceClientId();

        /** The secret that belongs to that id. */
        Optional<String> deviceClientSecret();

        /** The scopes that clients ask for; {@code openid} must be among them. */
        @WithDefault("openid email")
        String scopes();

        /** Further ids whose tokens are accepted: those of front ends with a registration of their own. */
        Optional<List<String>> audience();

        /**
         * True where a token without a nonce is taken, in the five minutes after its issue: some third parties have
         * none for device codes.
         */
        @WithDefault("false")
        boolean acceptWithoutNonce();
    }

    /** A name that users type. */
    final class Name implements Converter<ProviderName> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProviderName convert(String value) {
            return new ProviderName(value);
        }
    }

    /** An address whose bytes nobody else can change on their way. */
    final class IssuerAddress implements Converter<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String convert(String value) {
            WebAddress.parse(value);
            return value;
        }
    }
}
