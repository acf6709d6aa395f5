package io.papertrader.worker.clients;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Bytes of answers that may be promised or unsent at one time. A request is sent on only where its largest answer has
 * room. The defaults fit a worker with a heap of 64 MB and 10,000 clients.
 */
@ConfigMapping(prefix = "papertrader.budget")
public interface BudgetConfig {
    /** One connection on which somebody is logged in. */
    @WithDefault("256K")
    MemorySize connection();

    /** One connection on which nobody is logged in yet. */
    @WithDefault("48K")
    MemorySize stranger();

    /** All connections of one address (of IPv6: of one /64). */
    @WithDefault("8M")
    MemorySize address();

    /** All connections together on which nobody is logged in; those of one address have an eighth of it. */
    @WithDefault("4M")
    MemorySize strangers();

    /** All connections of the worker. */
    @WithDefault("24M")
    MemorySize worker();
}
