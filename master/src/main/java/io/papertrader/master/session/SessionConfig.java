package io.papertrader.master.session;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long sessions live. */
@ConfigMapping(prefix = "papertrader.session")
public interface SessionConfig {
    /** The life of a session that outlives its connection (login with isExpirable false). */
    @WithDefault("30d")
    Duration lifetime();

    /** The most that a session lives which ends with its connection (isExpirable true), should the worker vanish. */
    @WithDefault("24h")
    Duration expirableLifetime();

    /** How many verified sessions are kept in memory. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("100000")
    int cacheSize();
}
