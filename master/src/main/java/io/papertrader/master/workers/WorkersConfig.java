package io.papertrader.master.workers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** The workers that belong to the network. */
@ConfigMapping(prefix = "papertrader.workers")
public interface WorkersConfig {
    /** The number of workers deployed (specification 2.3.2); with fewer connected, the master says that it is degraded. */
    @Min(1)
    @WithDefault("1")
    int minimum();
}
