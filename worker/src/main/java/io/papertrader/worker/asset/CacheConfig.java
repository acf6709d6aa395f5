package io.papertrader.worker.asset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Values kept at the edge (specification 3.2.6). */
@ConfigMapping(prefix = "papertrader.cache")
public interface CacheConfig {
    /** How many bars of windows are kept; the least used windows make room. */
    @Min(1)
    @WithDefault("500000")
    long maxBars();
}
