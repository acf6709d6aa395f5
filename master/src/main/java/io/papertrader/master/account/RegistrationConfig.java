package io.papertrader.master.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who may make an account. */
@ConfigMapping(prefix = "papertrader.registration")
public interface RegistrationConfig {
    /** Who registers: everybody ({@code open}), who has an invitation of the operator's ({@code invitation}), nobody ({@code closed}). */
    @WithDefault("open")
    RegistrationMode mode();

    /** How long an invitation is good. */
    @WithDefault("30d")
    Duration invitationLifetime();
}
