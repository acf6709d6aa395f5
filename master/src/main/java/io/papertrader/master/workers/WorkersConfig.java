package io.papertrader.master.workers;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The workers that belong to the network. */
@ConfigMapping(prefix = "papertrader.workers")
public interface WorkersConfig {
    /** The number of workers deployed (specification 2.3.2); with fewer connected, the master says that it is degraded. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("1")
    int minimum();
}
