package io.papertrader.worker.account;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.master.Asker;
import io.papertrader.worker.master.Relay;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends sessions at the master that were to end with their connection (specification 3.2.4); credentials themselves pass
 * through the relay, and nothing of them is kept here.
 */
@ApplicationScoped
public class AuthorisationTunnel {
    private static final int MAX_LEFT_OPEN = 10_000;

    private final Relay relay;
    private final Asker asker = Asker.member();

    /** Sessions that ended with their connection while there was no link to say so. */
    private final Set<SessionId> leftOpen = ConcurrentHashMap.newKeySet();

    AuthorisationTunnel(Relay relay) {
        this.relay = relay;
    }

    /** Their connection is gone: sessions that were to end with it end now, or when the master can be told. */
    public void end(Collection<SessionId> sessions) {
        sessions.forEach(session -> relay.ask(asker, new Logout(session), ClientAddress.NONE)
                .onSuccess(reply -> {
                    if (reply instanceof Failure failure
                            && failure.code() != FailCode.BAD_SESSION
                            && leftOpen.size() < MAX_LEFT_OPEN) {
                        leftOpen.add(session);
                    }
                }));
    }

    /** There is a link again. */
    public void endLeftOpen() {
        Set<SessionId> again = Set.copyOf(leftOpen);
        leftOpen.removeAll(again);
        end(again);
    }
}
