package io.papertrader.master.session;

import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.SessionsRevoked;
import io.papertrader.codec.message.SessionHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The messages to workers about sessions that are over. */
@ApplicationScoped
class RevokedSessions {
    private final List<SessionHash> all = new CopyOnWriteArrayList<>();

    List<SessionHash> all() {
        return List.copyOf(all);
    }

    void pushed(@Observes LinkEvent event) {
        if (event instanceof SessionsRevoked revoked) {
            all.addAll(revoked.sessions());
        }
    }
}
