package io.papertrader.worker.server;

import io.papertrader.worker.clients.Doors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: it listens. */
@Startup
class StartedCheck implements HealthCheck {
    private final Doors doors;

    StartedCheck(Doors doors) {
        this.doors = doors;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("worker").status(doors.isOpen()).build();
    }
}
