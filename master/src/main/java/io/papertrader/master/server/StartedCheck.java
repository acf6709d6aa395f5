package io.papertrader.master.server;

import io.papertrader.master.leadership.Leadership;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: it listens, or it waits for another master's lock. */
@Startup
class StartedCheck implements HealthCheck {
    private final Listener listener;
    private final Leadership leadership;

    StartedCheck(Listener listener, Leadership leadership) {
        this.listener = listener;
        this.leadership = leadership;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("master")
                .status(listener.isOpen() || leadership.isStandby())
                .withData("role", leadership.isHeld() ? "master" : "standby")
                .build();
    }
}
