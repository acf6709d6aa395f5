package io.papertrader.worker.session;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Sessions at the edge. */
@ConfigMapping(prefix = "papertrader.session")
public interface SessionConfig {
    /** The number of verified sessions that are kept in memory. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("100000")
    int cacheSize();
}
