package io.papertrader.worker.asset;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Values kept at the edge (specification 3.2.6). */
@ConfigMapping(prefix = "papertrader.cache")
public interface CacheConfig {
    /** The most bytes of windows that are kept; the least used windows make room. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("8000000")
    int maxBytes();
}
