package io.papertrader.worker.session;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.LinkRequest.NoteUses;
import io.papertrader.codec.message.LinkRequest.NoteUses.Use;
import io.papertrader.worker.master.Asker;
import io.papertrader.worker.master.Relay;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Tells the master once a minute which sessions were used here, where the worker answered from memory and the master
 * would take them for idle.
 */
@Singleton
public class UseReport {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final VerifiedSessions sessions;
    private final LiveSessions live;
    private final Relay relay;
    private final InstantSource time;
    private final Asker asker = Asker.member();

    UseReport(Vertx vertx, VerifiedSessions sessions, LiveSessions live, Relay relay, InstantSource time) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.live = live;
        this.relay = relay;
        this.time = time;
    }

    /** Begins to tell. */
    public void start() {
        vertx.setPeriodic(INTERVAL.toMillis(), tick -> tell());
    }

    /** Tells now. Without a link it need not: on the next one the master vouches for every session anew. */
    void tell() {
        live.useAll(time.millis());
        List<Use> uses = sessions.takeUses();
        for (int from = 0; from < uses.size(); from += NoteUses.MOST) {
            List<Use> some = uses.subList(from, Math.min(from + NoteUses.MOST, uses.size()));
            relay.ask(asker, new NoteUses(some), ClientAddress.NONE);
        }
    }
}
