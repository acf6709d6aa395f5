package io.papertrader.worker.clients;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Bytes of answers that may be promised or unsent at one time. A request is sent on only where its largest answer has
 * room; with less than that, which {@link LeastBudgets} knows, a worker does not start. The defaults fit a worker with
 * 10,000 clients and a heap of 64 MB as a jar, or of 128 MB as an executable, whose objects are larger.
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

    /**
     * All connections of the worker. With 10,000 of them the default fits a heap of 64 MB for a jar, and of 128 MB for
     * an executable.
     */
    @WithDefault("24M")
    MemorySize worker();
}
