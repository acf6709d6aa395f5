package io.papertrader.master.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The rules of who may make an account. */
@ConfigMapping(prefix = "papertrader.registration")
public interface RegistrationConfig {
    /**
     * The users who register: everybody ({@code open}), those with an invitation of the operator's
     * ({@code invitation}), nobody ({@code closed}).
     */
    @WithDefault("open")
    RegistrationMode mode();

    /** The time for which an invitation is good. */
    @WithDefault("30d")
    Duration invitationLifetime();
}
