package io.papertrader.worker.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Sessions at the edge. */
@ConfigMapping(prefix = "papertrader.session")
public interface SessionConfig {
    /** How many verified sessions are kept in memory. */
    @Min(1)
    @WithDefault("100000")
    int cacheSize();
}
