package io.papertrader.worker.clients;

import io.papertrader.codec.message.SessionId;
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
        client.accounts().begun(id);
        again(client);
    }

    /** Asks for the sessions of a client that hears events, until the master has said yes or no. */
    void again(Client client) {
        if (relay.isUp()) {
            client.uses().takeUnvouched(time.millis()).forEach(id -> ask(client, id));
        }
    }

    private void ask(Client client, SessionId id) {
        verify(client, id, verification -> answered(client, id, verification));
    }

    private static void answered(Client client, SessionId id, Verification verification) {
        client.uses().answered(id);
        switch (verification) {
            case Verification.Active active -> client.accounts().used(id, active.session());
            case Verification.Refused refused
            when refused.isFinal() -> client.uses().remove(id);
            case Verification.Refused later -> {
                // It is asked about again at the next look.
            }
        }
    }
}
