package io.papertrader.master.session;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The lifetimes of sessions. */
@ConfigMapping(prefix = "papertrader.session")
public interface SessionTermsConfig {
    /** The life of a session that outlives its connection (login with isExpirable false). */
    @WithDefault("30d")
    Duration lifetime();

    /** The most that a session lives which ends with its connection (isExpirable true), should the worker vanish. */
    @WithDefault("24h")
    Duration expirableLifetime();

    /**
     * The time for which a session lives that nobody uses; at least 5 minutes. An open connection uses its sessions.
     */
    @WithConverter(IdleTimeout.class)
    @WithDefault("7d")
    Duration idleTimeout();

    /** The number of sessions that an account has at the same time; one more ends the one that began first. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("100")
    int mostPerAccount();

    /**
     * The consequence for a session that comes from another address than the one that it was logged in from (by IPv6
     * network): off, warn (it is written into the audit trail) or end. Workers that are not trusted with addresses tell
     * of none.
     */
    @WithDefault("off")
    AddressChange addressChange();

    /** The number of verified sessions that are kept in memory. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("100000")
    int cacheSize();
}
