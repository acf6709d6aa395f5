package io.papertrader.worker.server;

import io.papertrader.worker.clients.ClientListener;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: it listens. */
@Startup
class StartedCheck implements HealthCheck {
    private final ClientListener clients;

    StartedCheck(ClientListener clients) {
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("worker").status(clients.isOpen()).build();
    }
}
