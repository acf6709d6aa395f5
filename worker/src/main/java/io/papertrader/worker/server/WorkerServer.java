package io.papertrader.worker.server;

import io.papertrader.node.ServiceManager;
import io.papertrader.worker.clients.ClientListener;
import io.papertrader.worker.master.MasterLink;
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

    private final MasterLink master;
    private final ClientListener clients;
    private final ServiceManager manager;

    WorkerServer(MasterLink master, ClientListener clients, ServiceManager manager) {
        this.master = master;
        this.clients = clients;
        this.manager = manager;
    }

    void start(@Observes StartupEvent event) {
        master.start();
        clients.open()
                .onSuccess(port -> {
                    LOG.infof("Listening for clients on port %d", port);
                    manager.ready();
                })
                .onFailure(failure -> {
                    LOG.errorf(
                            "The worker cannot listen for clients (papertrader.listen.host and .port): %s",
                            failure.getMessage());
                    Quarkus.asyncExit(1);
                });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        clients.close();
        master.stop();
    }
}
