package io.papertrader.worker.server;

import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.AccountEvents;
import io.papertrader.codec.message.LinkEvent.ActionsApplied;
import io.papertrader.codec.message.LinkEvent.KeyUpdate;
import io.papertrader.codec.message.LinkEvent.LimitsCleared;
import io.papertrader.codec.message.LinkEvent.PastChanged;
import io.papertrader.codec.message.LinkEvent.SessionKeyGiven;
import io.papertrader.codec.message.LinkEvent.SessionsRevoked;
import io.papertrader.codec.message.LinkEvent.TransactionsSettled;
import io.papertrader.codec.message.LinkEvent.ValuesForgotten;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.LinkEvent.WorkersChanged;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkReply.WorkerStatus;
import io.papertrader.node.log.EventLog;
import io.papertrader.worker.account.AuthorisationTunnel;
import io.papertrader.worker.asset.AssetCache;
import io.papertrader.worker.clients.Doors;
import io.papertrader.worker.clients.KnownWorkers;
import io.papertrader.worker.limits.Tries;
import io.papertrader.worker.master.LinkObserver;
import io.papertrader.worker.session.LiveSessions;
import io.papertrader.worker.session.VerifiedSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The duties when there is a link and when the master pushes something: the parts that have to act, in their order. */
@ApplicationScoped
class LinkDuties implements LinkObserver {
    private final String version;
    private final Instant startedAt;
    private final Doors doors;
    private final VerifiedSessions sessions;
    private final LiveSessions live;
    private final KnownWorkers workers;
    private final AssetCache assets;
    private final AuthorisationTunnel tunnel;
    private final Tries tries;
    private final EventLog log;

    LinkDuties(
            @ConfigProperty(name = "quarkus.application.version") String version,
            InstantSource time,
            Doors doors,
            VerifiedSessions sessions,
            LiveSessions live,
            KnownWorkers workers,
            AssetCache assets,
            AuthorisationTunnel tunnel,
            Tries tries,
            EventLog log) {
        this.version = version;
        this.startedAt = time.instant();
        this.doors = doors;
        this.sessions = sessions;
        this.live = live;
        this.workers = workers;
        this.assets = assets;
        this.tunnel = tunnel;
        this.tries = tries;
        this.log = log;
    }

    /** Sessions are forgotten before anybody asks for them again. */
    @Override
    public void linked() {
        sessions.forget();
        assets.warmUp();
        doors.vouchAgain();
        tunnel.endLeftOpen();
    }

    @Override
    public void pushed(LinkEvent event) {
        switch (event) {
            case ValuesUpdated values -> {
                assets.update(values.assets());
                doors.tell(values.assets());
            }
            case AccountEvents events -> live.tell(events.events());
            case ActionsApplied applied -> live.tellActions(applied.actions());
            case SessionKeyGiven given -> sessions.useKey(given.key());
            case WorkersChanged changed -> workers.learn(changed.workers());
            case TransactionsSettled _, KeyUpdate _ -> {
                // The first is retired, the second is the link's own business.
            }
            case PastChanged past -> assets.forgetPast(past.assets());
            case LimitsCleared cleared -> tries.clear(cleared.who());
            case ValuesForgotten forgotten -> assets.warmUp();
            case SessionsRevoked revoked -> sessions.revoke(revoked.sessions());
        }
    }

    @Override
    public void beaten(HeartbeatAnswer answer) {
        if (answer.valuesFresh()) {
            assets.confirm();
        }
    }

    @Override
    public WorkerStatus status() {
        return new WorkerStatus(
                version,
                startedAt,
                doors.size(),
                sessions.size(),
                assets.size(),
                doors.requests(),
                log.snapshot().size());
    }
}
