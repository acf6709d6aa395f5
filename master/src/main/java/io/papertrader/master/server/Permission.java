package io.papertrader.master.server;

import io.papertrader.master.account.RegistrationMode;
import io.papertrader.master.asset.Use;
import io.papertrader.master.live.LiveProvider;
import io.papertrader.node.StartRefusal;
import java.util.Collection;
import org.jboss.logging.Logger;

/**
 * A network hands each value on to everybody who may log in: what the provider's terms say of that decides whether it
 * may start.
 */
final class Permission {
    private static final Logger LOG = Logger.getLogger(Permission.class);

    private Permission() {}

    /** Fails with a sentence for the operator where the terms of a provider forbid its use. */
    static void check(Collection<LiveProvider> providers, Use use, RegistrationMode registration) {
        providers.forEach(provider -> check(provider, use, registration));
    }

    private static void check(LiveProvider provider, Use use, RegistrationMode registration) {
        switch (provider.terms()) {
            case OPEN -> LOG.debugf("Values of %s may be handed to anybody", provider.name());
            case UNSTATED -> {
                if (registration.isOpen()) {
                    LOG.infof(
                            "The terms of %s are not known to allow handing its values on; read them before others than you"
                                    + " register here.",
                            provider.name());
                }
            }
            case OWN_USE -> checkOwnUse(provider, use, registration);
        }
    }

    private static void checkOwnUse(LiveProvider provider, Use use, RegistrationMode registration) {
        if (use == Use.OPEN) {
            throw StartRefusal.because(
                    ("The terms of %s keep its values for the holder of the key, so they are not open to"
                                    + " anybody (PAPERTRADER_MARKET_USE): write licensed where a contract permits it, or personal.")
                            .formatted(provider.name()));
        }
        if (use == Use.PERSONAL && registration.isOpen()) {
            throw StartRefusal.because(
                    ("The terms of %s keep its values for the holder of the key, and this network lets everybody"
                                    + " register: set PAPERTRADER_REGISTRATION_MODE to invitation or closed, or"
                                    + " PAPERTRADER_MARKET_USE to licensed where a contract permits it.")
                            .formatted(provider.name()));
        }
    }
}
