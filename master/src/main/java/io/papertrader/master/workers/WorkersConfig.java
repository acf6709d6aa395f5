package io.papertrader.master.workers;

import io.papertrader.node.config.AtLeastOne;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The workers that belong to the network. */
@ConfigMapping(prefix = "papertrader.workers")
public interface WorkersConfig {
    /**
     * The number of workers deployed (specification 2.3.2); with fewer connected, the master says that it is degraded.
     */
    @WithConverter(AtLeastOne.class)
    @WithDefault("1")
    int minimum();

    /**
     * The difference that a worker's timestamp on a command may have from the master's clock; one further off is
     * replaced by the master's time, and kept beside the order.
     */
    @WithDefault("5s")
    Duration stampTolerance();

    /**
     * The names of workers whose word on their clients' addresses is written down with sessions; {@code *} for all.
     * Failed logins are counted by worker and address in any case.
     */
    Optional<List<String>> trustedWithAddresses();
}
