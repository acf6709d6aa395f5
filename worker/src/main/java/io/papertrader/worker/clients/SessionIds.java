package io.papertrader.worker.clients;

import io.papertrader.codec.message.SessionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Sessions of one connection. Most connections have none, and then they share these. */
final class SessionIds {
    /** None at all. */
    static final SessionIds NONE = new SessionIds(Set.of());

    private final Set<SessionId> ids;

    private SessionIds(Set<SessionId> ids) {
        this.ids = ids;
    }

    /** Adds one. The result stands in place of these, which may be changed. */
    SessionIds add(SessionId id) {
        SessionIds more = ids.isEmpty() ? new SessionIds(new HashSet<>(1)) : this;
        more.ids.add(id);
        return more;
    }

    /** Removes one. The result stands in place of these, which may be changed. */
    SessionIds remove(SessionId id) {
        if (ids.isEmpty()) {
            return this;
        }
        ids.remove(id);
        return ids.isEmpty() ? NONE : this;
    }

    boolean contains(SessionId id) {
        return ids.contains(id);
    }

    Collection<SessionId> all() {
        return ids;
    }
}
