package io.papertrader.master.update;

import io.papertrader.master.Await;
import io.papertrader.master.server.Ports;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Steps the update interval by hand. */
@ApplicationScoped
public class Updates {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final UpdateCycle cycle;
    private final Ports ports;

    Updates(UpdateCycle cycle, Ports ports) {
        this.cycle = cycle;
        this.ports = ports;
    }

    /** One whole update; a failed one says so in the log alone, as ever. */
    public void next() {
        // The container is up before the master has stored its history and begun to serve.
        Await.until(ports::isOpen);
        cycle.update().await().atMost(LIMIT);
    }

    public CompletableFuture<Void> begin() {
        return cycle.update().subscribeAsCompletionStage();
    }
}
