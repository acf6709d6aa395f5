package io.papertrader.client.connection;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest;
import io.papertrader.codec.wire.FailCode;
import java.util.Optional;

/** The session that a client speaks for, kept and forgotten by what the servers answer. */
final class BoundSession {
    private final WorkerList workers;
    private Optional<SessionId> id = Optional.empty();
    private RefusedException absence = RefusedException.notLoggedIn();

    BoundSession(WorkerList workers) {
        this.workers = workers;
    }

    Optional<SessionId> id() {
        return id;
    }

    /**
     * The reason for which there is no session, where there is none: nobody logged in, or the server's words when it
     * was over.
     */
    RefusedException absence() {
        return absence;
    }

    /** Speaks for this session from here on, before a server has said that it is still good. */
    void take(SessionId session) {
        id = Optional.of(session);
    }

    /** Draws the consequences of the request's answer, before whoever asked sees it. */
    void follow(PendingRequest pending) {
        pending.future().onSuccess(reply -> {
            if (reply instanceof Reply.SessionBegun started) {
                take(started.id());
                workers.learn(started.workers());
            }
        });
        switch (pending.request()) {
            case SessionRequest.Logout logout ->
                pending.future().onSuccess(done -> forget(logout.sessionId(), RefusedException.notLoggedIn()));
            case SessionRequest.LoginSession login ->
                pending.future().onFailure(reason -> forgetIfOver(login.sessionId(), reason));
            default -> {}
        }
    }

    /** True where a request lacks nothing that only a session can give. */
    boolean isEnoughFor(Instruction instruction) {
        return id.isPresent() || instruction.use() != Instruction.Use.DATA_STATE;
    }

    private void forgetIfOver(SessionId session, Throwable reason) {
        if (reason instanceof RefusedException refusal && refusal.code() == FailCode.BAD_SESSION) {
            forget(session, refusal);
        }
    }

    private void forget(SessionId over, RefusedException reason) {
        id = id.filter(session -> !session.equals(over));
        absence = reason;
    }
}
