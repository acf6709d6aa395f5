package io.papertrader.worker.clients;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Stops a worker that nobody uses, where that was asked for: scale to zero. */
@ApplicationScoped
class IdleStop {
    private static final Logger LOG = Logger.getLogger(IdleStop.class);

    /** The number of looks that a while is made of. */
    private static final int LOOKS = 10;

    private final Vertx vertx;
    private final ClientsConfig config;
    private final Doors clients;
    private int idleLooks;

    IdleStop(Vertx vertx, ClientsConfig config, Doors clients) {
        this.vertx = vertx;
        this.config = config;
        this.clients = clients;
    }

    void watch(@Observes StartupEvent event) {
        config.stopWhenIdle()
                .ifPresent(idle -> vertx.setPeriodic(Math.max(1, idle.toMillis() / LOOKS), tick -> look(idle)));
    }

    private void look(Duration idle) {
        idleLooks = clients.size() == 0 ? idleLooks + 1 : 0;
        if (idleLooks == LOOKS) {
            LOG.infof("No client for %d s; stopping", idle.toSeconds());
            Quarkus.asyncExit();
        }
    }
}
