package io.papertrader.master.server;

import io.papertrader.master.DatabaseWait;
import io.papertrader.master.leadership.Leadership;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: it listens, or it waits for another master's lock or for the database, or brings that up to date. */
@Startup
class StartedCheck implements HealthCheck {
    private final Listener listener;
    private final Leadership leadership;
    private final DatabaseWait database;
    private final Schema schema;

    StartedCheck(Listener listener, Leadership leadership, DatabaseWait database, Schema schema) {
        this.listener = listener;
        this.leadership = leadership;
        this.database = database;
        this.schema = schema;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("master")
                .status(listener.isOpen() || leadership.isStandby() || database.isWaiting() || schema.isMigrating())
                .withData("role", leadership.isHeld() ? "master" : "standby")
                .build();
    }
}
