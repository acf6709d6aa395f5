package io.papertrader.master.recovery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The lifetimes of the tokens by which owners get back into their accounts. */
@ConfigMapping(prefix = "papertrader.recovery")
public interface RecoveryConfig {
    /** A token that was mailed. */
    @WithDefault("30m")
    Duration mailedLifetime();

    /** A token that the operator hands to somebody. */
    @WithDefault("7d")
    Duration handedLifetime();
}
