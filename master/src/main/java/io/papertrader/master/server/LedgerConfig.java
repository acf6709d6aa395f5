package io.papertrader.master.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The schedule on which the master checks its own books. */
@ConfigMapping(prefix = "papertrader.ledger")
interface LedgerConfig {
    /**
     * The time between two checks of the whole ledger, which take as long as the history is; the first comes after five
     * minutes.
     */
    @WithDefault("24h")
    Duration checkEvery();
}
