package io.papertrader.master;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Masters of one JVM share a registry, in which a gauge would go on looking at the parts of one that is over. */
@ApplicationScoped
public class FreshMetrics {
    void clear(@Observes ShutdownEvent over) {
        Metrics.globalRegistry.clear();
    }
}
