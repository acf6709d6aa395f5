package io.papertrader.master;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What concerns the master as a whole. */
@ConfigMapping(prefix = "papertrader")
public interface MasterConfig {
    /** How often values are retrieved and the transaction queue is cleared (specification 2.3.4); at least a second. */
    @WithDefault("10s")
    Duration updateInterval();
}
