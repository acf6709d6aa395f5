package io.papertrader.worker.clients;

import io.papertrader.codec.message.SessionId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Sessions of one connection. Most connections have none, and then this is next to nothing. */
final class SessionIds {
    private Set<SessionId> ids = Set.of();

    /** False where it was there already. */
    boolean add(SessionId id) {
        if (ids.isEmpty()) {
            ids = new HashSet<>(1);
        }
        return ids.add(id);
    }

    void remove(SessionId id) {
        if (!ids.isEmpty() && ids.remove(id) && ids.isEmpty()) {
            clear();
        }
    }

    void clear() {
        ids = Set.of();
    }

    Collection<SessionId> all() {
        return ids;
    }
}
