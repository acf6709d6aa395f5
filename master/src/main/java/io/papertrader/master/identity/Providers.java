package io.papertrader.master.identity;

import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.ExternalLoginReply.LoginProviders;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.node.StartRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The third parties that the operator has set up. */
@ApplicationScoped
public class Providers {
    private final Map<String, Provider> byName;

    Providers(IdentityConfig config) {
        if (config.providers().size() > LoginProviders.MOST) {
            throw StartRefusal.because(
                    "papertrader.identity.providers must be at most " + LoginProviders.MOST + " third parties");
        }
        this.byName = config.providers().entrySet().stream()
                .map(entry -> provider(entry.getKey(), entry.getValue()))
                .collect(Collectors.toMap(
                        provider -> provider.name().value(), provider -> provider, (one, other) -> one, TreeMap::new));
    }

    private static Provider provider(ProviderName name, IdentityConfig.Provider config) {
        try {
            return Provider.of(name, config);
        } catch (IllegalArgumentException refused) {
            throw StartRefusal.because(
                    "The third party " + name + " (papertrader.identity.providers): " + refused.getMessage());
        }
    }

    /** The providers as clients are told of them, by name. */
    public List<LoginProvider> told() {
        return all().stream().map(Provider::told).toList();
    }

    List<Provider> all() {
        return List.copyOf(byName.values());
    }

    /** The issuers whose logins lead into accounts. */
    public List<String> issuers() {
        return all().stream().map(Provider::issuer).distinct().toList();
    }

    /** The sentence that refuses a name that none of them has. */
    String absence(ProviderName name) {
        return byName.isEmpty()
                ? "This network has no third-party logins."
                : "There is no login provider " + name + "; there is " + String.join(", ", byName.keySet()) + ".";
    }
}
