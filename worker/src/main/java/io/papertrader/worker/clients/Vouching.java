package io.papertrader.worker.clients;

import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.master.Relay;
import io.papertrader.worker.session.Verification;
import io.papertrader.worker.session.VerifiedSessions;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Has the master vouch for the sessions that clients show and use. */
@Singleton
class Vouching {
    private final VerifiedSessions sessions;
    private final Relay relay;
    private final InstantSource time;

    Vouching(VerifiedSessions sessions, Relay relay, InstantSource time) {
        this.sessions = sessions;
        this.relay = relay;
        this.time = time;
    }

    /** Tells the client's event loop whether a session that it shows may be used. */
    void verify(Client client, SessionId id, Consumer<Verification> then) {
        sessions.verify(id, client.asker(), client.address())
                .onSuccess(verification -> client.later(() -> then.accept(verification)));
    }

    /** Makes a session that has just begun the client's own, once the master vouches for it. */
    void begin(Client client, SessionId id) {
        client.begun(id);
        take(client, id);
    }

    private void take(Client client, SessionId id) {
        verify(client, id, verification -> vouched(client, id, verification));
    }

    /**
     * Asks again for the sessions of a client that hears events, until the master has said yes or no; then for the events that it
     * has missed while it was not vouched for.
     */
    void again(Client client) {
        if (relay.isUp()) {
            client.uses().unvouched(time.millis()).forEach(id -> take(client, id));
            client.uses().takeMissed().forEach(missed -> catchUp(client, missed));
        }
    }

    private void catchUp(Client client, Uses.Missed missed) {
        relay.ask(client.asker(), new Resume(missed.id(), missed.from()), client.address())
                .onSuccess(reply -> client.later(() -> caughtUp(client, missed.user(), reply)));
    }

    private void caughtUp(Client client, UserName user, Reply reply) {
        if (!(reply instanceof EventPage page)) {
            client.uses().missed(user);
            return;
        }
        page.events().forEach(event -> client.tellMissed(user, event));
        if (page.more()) {
            client.uses().missed(user);
            again(client);
        }
    }

    private void vouched(Client client, SessionId id, Verification verification) {
        switch (verification) {
            case Verification.Active active -> {
                client.used(id, active.session());
                again(client);
            }
            case Verification.Refused refused
            when refused.isFinal() -> client.uses().remove(id);
            case Verification.Refused later -> {
                // It is asked about again at the next look.
            }
        }
    }
}
