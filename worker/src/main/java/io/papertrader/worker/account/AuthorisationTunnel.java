package io.papertrader.worker.account;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AccountRequest;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.master.LinkUp;
import io.papertrader.worker.master.MasterLink;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes credentials to the master and brings back what it says (specification 3.2.4). Nothing is kept here. */
@ApplicationScoped
public class AuthorisationTunnel {
    private static final int MAX_LEFT_OPEN = 10_000;

    private final MasterLink master;

    /** Sessions that ended with their connection while there was no link to say so. */
    private final Set<SessionId> leftOpen = ConcurrentHashMap.newKeySet();

    AuthorisationTunnel(MasterLink master) {
        this.master = master;
    }

    /** Registers, logs in by password, or tells of a user. */
    public Future<Reply> pass(AccountRequest request, ClientAddress client) {
        return master.ask(request, client);
    }

    /** Takes up a session again. */
    public Future<Reply> pass(LoginSession request, ClientAddress client) {
        return master.ask(request, client);
    }

    /** Ends a session. */
    public Future<Reply> pass(Logout request, ClientAddress client) {
        return master.ask(request, client);
    }

    /** Their connection is gone: sessions that were to end with it end now, or when the master can be told. */
    public void end(Collection<SessionId> sessions) {
        sessions.forEach(session -> master.ask(new Logout(session), ClientAddress.NONE)
                .onSuccess(reply -> {
                    if (reply instanceof Failure failure
                            && failure.code() == FailCode.UNAVAILABLE
                            && leftOpen.size() < MAX_LEFT_OPEN) {
                        leftOpen.add(session);
                    }
                }));
    }

    void endLeftOpen(@Observes LinkUp up) {
        Set<SessionId> again = Set.copyOf(leftOpen);
        leftOpen.removeAll(again);
        end(again);
    }
}
