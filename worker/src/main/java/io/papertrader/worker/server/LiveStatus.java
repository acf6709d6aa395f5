package io.papertrader.worker.server;

import io.papertrader.codec.message.LinkReply.WorkerStatus;
import io.papertrader.node.log.EventLog;
import io.papertrader.worker.asset.AssetCache;
import io.papertrader.worker.clients.ClientListener;
import io.papertrader.worker.master.StatusSource;
import io.papertrader.worker.session.VerifiedSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This worker's live figures (specification 3.1.5: information retrieved from the worker server). */
@ApplicationScoped
class LiveStatus implements StatusSource {
    private final String version;
    private final Instant startedAt;
    private final Instance<ClientListener> clients;
    private final Instance<VerifiedSessions> sessions;
    private final Instance<AssetCache> assets;
    private final EventLog log;

    /** The parts are looked up when asked: they all stand on the link that asks here. */
    LiveStatus(
            @ConfigProperty(name = "quarkus.application.version") String version,
            InstantSource time,
            Instance<ClientListener> clients,
            Instance<VerifiedSessions> sessions,
            Instance<AssetCache> assets,
            EventLog log) {
        this.version = version;
        this.startedAt = time.instant();
        this.clients = clients;
        this.sessions = sessions;
        this.assets = assets;
        this.log = log;
    }

    @Override
    public WorkerStatus status() {
        return new WorkerStatus(
                version,
                startedAt,
                clients.get().size(),
                sessions.get().size(),
                assets.get().size(),
                clients.get().requests(),
                log.snapshot().size());
    }
}
