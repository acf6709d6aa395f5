package io.papertrader.master.update;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Steps the update interval by hand. */
@ApplicationScoped
public class Updates {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final UpdateCycle cycle;

    Updates(UpdateCycle cycle) {
        this.cycle = cycle;
    }

    /** One whole update; a failed one says so in the log alone, as ever. */
    public void next() {
        cycle.update().await().atMost(LIMIT);
    }

    public CompletableFuture<Void> begin() {
        return cycle.update().subscribeAsCompletionStage();
    }
}
