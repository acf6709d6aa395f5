package io.papertrader.worker.limits;

import io.papertrader.node.limits.Pace;
import io.papertrader.node.limits.PaceText;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * The tries that strangers have here before the worker asks the master no more. The master's own limits are of the same
 * names and bind first; these keep a flood from it. An IPv6 address counts with its /64.
 */
@ConfigMapping(prefix = "papertrader.limits")
public interface LimitsConfig {
    /**
     * Wrong passwords of one account from one address, and those that the master answers RATE_LIMITED, also where they
     * are right.
     */
    @WithConverter(PaceText.class)
    @WithDefault("30 at once, then 1 every 30s")
    Pace login();

    /**
     * Wrong passwords from one address, of all accounts together that have not been logged into from it on this worker.
     */
    @WithConverter(PaceText.class)
    @WithDefault("300 at once, then 1 every 2s")
    Pace loginByAddress();

    /** Registrations from one address, and passwords set with a token. */
    @WithConverter(PaceText.class)
    @WithDefault("400 at once, then 1 every 10s")
    Pace registration();

    /** Forgotten passwords that one address asks a new one for. */
    @WithConverter(PaceText.class)
    @WithDefault("20 at once, then 1 every 30s")
    Pace reset();

    /** Logins with a third party from one address. */
    @WithConverter(PaceText.class)
    @WithDefault("300 at once, then 1 every 2s")
    Pace externalLogin();
}
