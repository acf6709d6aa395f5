package io.papertrader.worker.asset;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Values kept at the edge (specification 3.2.6). */
@ConfigMapping(prefix = "papertrader.cache")
public interface CacheConfig {
    /** The most bytes of windows that are kept; the least used windows make room. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("8000000")
    int maxBytes();

    /**
     * The time for which values are told as current after the master called them fresh for the last time. Later,
     * clients are told MARKET_DATA_STALE.
     */
    @WithDefault("5m")
    Duration staleAfter();
}
