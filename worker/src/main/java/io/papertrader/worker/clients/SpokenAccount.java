package io.papertrader.worker.clients;

import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.session.Session;
import java.util.Optional;

/** An account that one connection speaks for, and what is told of it. Belongs to the connection's event loop. */
final class SpokenAccount {
    private static final long UNKNOWN = -1;

    private final UserName user;

    /** The session that was used last, and the ID to have it verified by again. */
    private Session session;

    private SessionId id;

    /** True where the session is over; what the client asked to be told stays, as of a session to come. */
    private boolean isOver;

    /** True where events are told by their number, and the highest number that was told. */
    private boolean isNumbered;

    private long told = UNKNOWN;

    /** The number behind which events were perhaps missed, where nobody has asked for them yet. */
    private Optional<Long> behind = Optional.empty();

    /** True where corporate actions are told: a client that never asked for any may not know the event. */
    private boolean withActions;

    SpokenAccount(SessionId id, Session session) {
        this.user = session.userName();
        this.id = id;
        this.session = session;
    }

    UserName user() {
        return user;
    }

    Session session() {
        return session;
    }

    SessionId id() {
        return id;
    }

    boolean isOver() {
        return isOver;
    }

    /** Is spoken for by this session from here on; what happened since the one before was perhaps missed. */
    void speakBy(SessionId other, Session vouched) {
        isOver = false;
        id = other;
        session = vouched;
        if (told != UNKNOWN && behind.isEmpty()) {
            behind = Optional.of(told);
        }
    }

    /** Its session is over. */
    void end() {
        isOver = true;
    }

    /** True where the client asked to be told what others are not. */
    boolean isAskedFor() {
        return isNumbered || withActions;
    }

    void number() {
        isNumbered = true;
    }

    boolean isNumbered() {
        return isNumbered;
    }

    void tellActions() {
        withActions = true;
    }

    boolean tellsActions() {
        return withActions;
    }

    /** The events up to this number have been told. */
    void told(long number) {
        if (isNumbered) {
            told = Math.max(told, number);
        }
    }

    /** The events behind this number were not told yet. */
    void fallBehind(long from) {
        behind = Optional.of(behind.map(known -> Math.min(known, from)).orElse(from));
    }

    /** The number behind which events were perhaps missed; given once. */
    Optional<Long> takeBehind() {
        Optional<Long> from = isOver ? Optional.empty() : behind;
        if (from.isPresent()) {
            behind = Optional.empty();
        }
        return from;
    }
}
