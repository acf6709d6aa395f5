package io.papertrader.worker.server;

import io.netty.channel.epoll.Epoll;
import io.papertrader.node.ServiceManager;
import io.papertrader.worker.clients.Doors;
import io.papertrader.worker.master.Relay;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Starts and stops the parts in order (specification 3.2.1). */
@ApplicationScoped
class WorkerServer {
    private static final Logger LOG = Logger.getLogger(WorkerServer.class);

    private final Vertx vertx;
    private final Relay relay;
    private final LinkDuties duties;
    private final Doors doors;
    private final ServiceManager manager;

    WorkerServer(Vertx vertx, Relay relay, LinkDuties duties, Doors doors, ServiceManager manager) {
        this.vertx = vertx;
        this.relay = relay;
        this.duties = duties;
        this.doors = doors;
        this.manager = manager;
    }

    void start(@Observes StartupEvent event) {
        relay.start(duties);
        doors.open()
                .onSuccess(open -> {
                    LOG.infof(
                            "Listening for clients on port %d, and for browsers on port %d",
                            doors.port(), doors.webSocketPort());
                    tellOfSlowSockets();
                    manager.ready();
                })
                .onFailure(failure -> {
                    LOG.errorf(
                            "The worker cannot listen for clients (papertrader.listen.host and .port, papertrader.web-socket.port): %s",
                            failure.getMessage());
                    Quarkus.asyncExit(1);
                });
    }

    private void tellOfSlowSockets() {
        if (!vertx.isNativeTransportEnabled()) {
            LOG.infof(
                    "Using the JDK's sockets, which are slower than Linux's own: %s",
                    Epoll.unavailabilityCause().getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        doors.close();
        relay.stop();
    }
}
