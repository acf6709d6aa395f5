package io.papertrader.master.session;

import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.LogoutSuccess;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests about sessions, in and out of the protocol. */
@ApplicationScoped
public class SessionHandler {
    private final Sessions sessions;

    SessionHandler(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Answers a client's request that came from there. */
    public Uni<Reply> handle(SessionRequest request, Origin origin) {
        return switch (request) {
            case LoginSession login ->
                sessions.resume(login.sessionId()).map(outcome -> outcome.reply(login, started -> started));
            // The state itself is kept by the two ends of the client's connection; the master only vouches for the
            // session.
            case SwitchState change ->
                verified(change).map(outcome -> outcome.reply(change, owner -> new StateSwitchSuccess(change.state())));
            case Logout logout ->
                sessions.end(logout.sessionId(), loggedOut(origin))
                        .map(outcome -> outcome.reply(logout, ended -> new LogoutSuccess()));
        };
    }

    private static AuditEntry loggedOut(Origin origin) {
        return AuditEntry.of(Act.LOGGED_OUT, By.returned(origin), new Party.Returned());
    }

    /** Answers a worker that asks whose a session is. */
    public Uni<Reply> handle(VerifySession request) {
        return verified(request)
                .map(outcome -> outcome.reply(request, owner -> new VerifiedSession(owner.userName(), owner.expiry())));
    }

    private Uni<Outcome<Owner>> verified(Request.WithSession request) {
        return sessions.authorise(request.sessionId())
                .map(owner -> owner.map(Outcome::done).orElseGet(Sessions::notActive));
    }
}
