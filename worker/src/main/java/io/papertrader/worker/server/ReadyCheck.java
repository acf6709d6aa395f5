package io.papertrader.worker.server;

import io.papertrader.worker.asset.CurrentValues;
import io.papertrader.worker.clients.Doors;
import io.papertrader.worker.master.Relay;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: clients are let in, the master answers over the link, and the values are warm. */
@Readiness
class ReadyCheck implements HealthCheck {
    private final Doors doors;
    private final Relay relay;
    private final CurrentValues values;

    ReadyCheck(Doors doors, Relay relay, CurrentValues values) {
        this.doors = doors;
        this.relay = relay;
        this.values = values;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("worker")
                .status(doors.isOpen() && relay.isAnswering() && values.isWarm())
                .withData("listening", doors.isOpen())
                .withData("link", relay.isUp())
                .withData("masterAnswers", relay.isAnswering())
                .withData("valuesWarm", values.isWarm())
                .withData("clients", doors.size())
                .build();
    }
}
