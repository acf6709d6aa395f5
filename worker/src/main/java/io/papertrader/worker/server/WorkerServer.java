package io.papertrader.worker.server;

import io.papertrader.node.ServiceManager;
import io.papertrader.worker.asset.InterestReport;
import io.papertrader.worker.clients.Doors;
import io.papertrader.worker.master.Relay;
import io.papertrader.worker.session.UseReport;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Starts and stops the parts in order (specification 3.2.1). */
@ApplicationScoped
class WorkerServer {
    private static final Logger LOG = Logger.getLogger(WorkerServer.class);

    private final Relay relay;
    private final LinkDuties duties;
    private final Doors doors;
    private final UseReport uses;
    private final InterestReport interests;
    private final ServiceManager manager;

    WorkerServer(
            Relay relay,
            LinkDuties duties,
            Doors doors,
            UseReport uses,
            InterestReport interests,
            ServiceManager manager) {
        this.relay = relay;
        this.duties = duties;
        this.doors = doors;
        this.uses = uses;
        this.interests = interests;
        this.manager = manager;
    }

    void start(@Observes StartupEvent event) {
        doors.check();
        relay.start(duties);
        uses.start();
        interests.start();
        doors.open()
                .onSuccess(open -> {
                    LOG.infof(
                            "Listening for clients on port %d, and for browsers on port %d",
                            doors.port(), doors.webSocketPort());
                    manager.ready();
                })
                .onFailure(failure -> {
                    LOG.errorf(
                            "The worker cannot listen for clients (papertrader.listen.host and .port, papertrader.web-socket.port): %s",
                            failure.getMessage());
                    Quarkus.asyncExit(1);
                });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        doors.close();
        relay.stop();
    }
}
