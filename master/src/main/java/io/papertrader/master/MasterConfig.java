package io.papertrader.master;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the master as a whole. */
@ConfigMapping(prefix = "papertrader")
public interface MasterConfig {
    /**
     * The time between two updates, each of which retrieves values and clears the transaction queue (specification
     * 2.3.4); at least a second.
     */
    @WithDefault("10s")
    Duration updateInterval();
}
