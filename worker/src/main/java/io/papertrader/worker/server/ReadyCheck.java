package io.papertrader.worker.server;

import io.papertrader.worker.asset.CurrentValues;
import io.papertrader.worker.clients.ClientListener;
import io.papertrader.worker.master.MasterLink;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: clients are let in, the link to the master is up, and the values are warm. */
@Readiness
class ReadyCheck implements HealthCheck {
    private final ClientListener clients;
    private final MasterLink master;
    private final CurrentValues values;

    ReadyCheck(ClientListener clients, MasterLink master, CurrentValues values) {
        this.clients = clients;
        this.master = master;
        this.values = values;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("worker")
                .status(clients.isOpen() && master.isUp() && values.isWarm())
                .withData("listening", clients.isOpen())
                .withData("link", master.isUp())
                .withData("valuesWarm", values.isWarm())
                .withData("clients", clients.size())
                .build();
    }
}
