package io.papertrader.master.server;

import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.WorkersConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: it holds the lock, listens, answers what workers ask, and its values are fresh. Too few workers make it degraded, not down: those that
 * are there still need it.
 */
@Readiness
class ReadyCheck implements HealthCheck {
    private final Listener listener;
    private final Leadership leadership;
    private final AssetBoard board;
    private final ConnectedWorkers workers;
    private final WorkersConfig config;

    ReadyCheck(
            Listener listener,
            Leadership leadership,
            AssetBoard board,
            ConnectedWorkers workers,
            WorkersConfig config) {
        this.listener = listener;
        this.leadership = leadership;
        this.board = board;
        this.workers = workers;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        int connected = workers.all().size();
        return HealthCheckResponse.named("master")
                .status(leadership.isHeld() && listener.isOpen() && listener.isAnswering() && board.isFresh())
                .withData("role", leadership.isHeld() ? "master" : "standby")
                .withData("listening", listener.isOpen())
                .withData("answering", listener.isAnswering())
                .withData("valuesFresh", board.isFresh())
                .withData("workers", connected)
                .withData("degraded", connected < config.minimum())
                .build();
    }
}
