package io.papertrader.master.server;

import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.ProviderStatus;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.WorkersConfig;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: it holds the lock, listens, and answers what workers ask. Too few workers, or values that are not fresh, make
 * it degraded and not down: workers that are there, and accounts and histories, need it all the same.
 */
@Readiness
class ReadyCheck implements HealthCheck {
    private final Listener listener;
    private final Leadership leadership;
    private final AssetBoard board;
    private final AssetProvider source;
    private final ConnectedWorkers workers;
    private final WorkersConfig config;

    ReadyCheck(
            Listener listener,
            Leadership leadership,
            AssetBoard board,
            AssetProvider source,
            ConnectedWorkers workers,
            WorkersConfig config) {
        this.listener = listener;
        this.leadership = leadership;
        this.board = board;
        this.source = source;
        this.workers = workers;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        int connected = workers.all().size();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("master")
                .status(leadership.isHeld() && listener.isOpen() && listener.isAnswering())
                .withData("role", leadership.isHeld() ? "master" : "standby")
                .withData("listening", listener.isOpen())
                .withData("answering", listener.isAnswering())
                .withData("valuesFresh", board.isFresh())
                .withData("values", source.source())
                .withData("workers", connected)
                .withData("degraded", connected < config.minimum() || !board.isFresh());
        source.report().providers().stream()
                .filter(ProviderStatus::isServing)
                .forEach(provider ->
                        answer.withData("provider." + provider.ofClass().word(), words(provider)));
        return answer.build();
    }

    private static String words(ProviderStatus provider) {
        return "%s since %s, %d of %d calls an hour%s"
                .formatted(
                        provider.name(),
                        provider.since().map(Instant::toString).orElse("the start"),
                        provider.used(),
                        provider.budget(),
                        provider.failures() == 0
                                ? ""
                                : ", failed %d times in a row: %s"
                                        .formatted(provider.failures(), provider.lastFailure()));
    }
}
