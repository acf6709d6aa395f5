package io.papertrader.master.identity;

import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider.Registration;
import io.papertrader.codec.message.ProviderName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A third party as the operator set it up.
 *
 * @param trust the certificates that vouch for it; none where the system's do
 * @param audience the ids whose tokens are for this network
 * @param acceptsWithoutNonce true where a token may have no nonce
 */
record Provider(LoginProvider told, Optional<Path> trust, Set<String> audience, boolean acceptsWithoutNonce) {
    private static final String OPENID = "openid";

    Provider {
        audience = Set.copyOf(audience);
    }

    static Provider of(ProviderName name, IdentityConfig.Provider config) {
        if (!Arrays.asList(config.scopes().split(" ", -1)).contains(OPENID)) {
            throw new IllegalArgumentException("scopes must have " + OPENID + " among them");
        }
        config.trust().filter(file -> !Files.isReadable(file)).ifPresent(file -> {
            throw new IllegalArgumentException("trust names " + file + ", which cannot be read");
        });
        Registration browser = new Registration(config.clientId(), config.clientSecret());
        Registration device = config.deviceClientId()
                .map(id -> new Registration(id, config.deviceClientSecret()))
                .orElse(browser);
        Set<String> audience = Stream.concat(
                        Stream.of(browser.clientId(), device.clientId()), config.audience().orElse(List.of()).stream())
                .collect(Collectors.toSet());
        return new Provider(
                new LoginProvider(name, config.issuer(), config.scopes(), browser, device),
                config.trust(),
                audience,
                config.acceptWithoutNonce());
    }

    ProviderName name() {
        return told.name();
    }

    String issuer() {
        return told.issuer();
    }

    /** The audience in an order, for those who take it one by one. */
    String[] audienceArray() {
        return audience.toArray(String[]::new);
    }

    /** True where a token was made for one of the network's ids. */
    boolean isFor(Optional<String> authorizedParty) {
        return authorizedParty.map(audience::contains).orElse(true);
    }
}
