package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;

/** Requests about a session that is there already. */
public sealed interface SessionRequest extends Request, Request.WithSession {
    /** Takes up a session again (4.6.2). */
    record LoginSession(SessionId sessionId) implements SessionRequest {
        static final Layout<LoginSession> LAYOUT = Layout.of(
                LoginSession.class, field("sessionID", SessionId.TYPE, LoginSession::sessionId), LoginSession::new);
    }

    /** Changes the connection's state and binds the session to it (4.6.6). */
    record SwitchState(SessionId sessionId, ConnectionState state) implements SessionRequest {
        static final Layout<SwitchState> LAYOUT = Layout.of(
                SwitchState.class,
                field("sessionID", SessionId.TYPE, SwitchState::sessionId),
                field("state", ConnectionState.TYPE, SwitchState::state),
                SwitchState::new);
    }

    /** Ends a session: an extension. */
    record Logout(SessionId sessionId) implements SessionRequest {
        static final Layout<Logout> LAYOUT =
                Layout.of(Logout.class, field("sessionID", SessionId.TYPE, Logout::sessionId), Logout::new);
    }
}
