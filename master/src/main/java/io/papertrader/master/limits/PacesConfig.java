package io.papertrader.master.limits;

import io.papertrader.node.limits.Pace;
import io.papertrader.node.limits.PaceText;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The number of tries after which somebody has to wait. An IPv6 address counts with its /64. */
@ConfigMapping(prefix = "papertrader.limits")
public interface PacesConfig {
    /** Wrong passwords of one account from one address. */
    @WithConverter(PaceText.class)
    @WithDefault("10 at once, then 1 every 90s")
    Pace login();

    /**
     * Wrong passwords of one account from all addresses together that it has not been logged into from within 90 days.
     */
    @WithConverter(PaceText.class)
    @WithDefault("10 at once, then 1 every 90s")
    Pace loginByAccount();

    /**
     * Wrong passwords from one address, of all accounts together that have not been logged into from it within 90 days.
     */
    @WithConverter(PaceText.class)
    @WithDefault("150 at once, then 1 every 10s")
    Pace loginByAddress();

    /**
     * Right passwords of one account: so many in its sessions and on devices that it knows, and as many from everywhere
     * else.
     */
    @WithConverter(PaceText.class)
    @WithDefault("60 at once, then 1 every 5s")
    Pace rightLogin();

    /** Registrations from one address. */
    @WithConverter(PaceText.class)
    @WithDefault("300 at once, then 1 every 30s")
    Pace registration();

    /** Forgotten passwords that one address asks a new one for. */
    @WithConverter(PaceText.class)
    @WithDefault("10 at once, then 1 every 60s")
    Pace reset();

    /** Logins with a third party from one address. */
    @WithConverter(PaceText.class)
    @WithDefault("150 at once, then 1 every 10s")
    Pace externalLogin();
}
