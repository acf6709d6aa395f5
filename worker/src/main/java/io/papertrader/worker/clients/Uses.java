package io.papertrader.worker.clients;

import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.session.LiveSessions;
import io.papertrader.worker.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sessions that one connection has used, in whose accounts' events it is interested until it ends or the master says that
 * a session is over. Belongs to the connection's event loop.
 */
final class Uses {
    private static final int MOST_USERS = 1_000;

    private final LiveSessions live;
    private final LiveSessions.Listener listener;
    private final Set<String> numbered = new HashSet<>(1);
    private final Map<UserName, Use> users = new HashMap<>(2);

    /** A session, and the ID to have it verified by again. */
    record Use(SessionId id, Session session) {}

    Uses(LiveSessions live, LiveSessions.Listener listener) {
        this.live = live;
        this.listener = listener;
    }

    boolean isEmpty() {
        return users.isEmpty();
    }

    /** The session of this ID, where it has been used here last for its account and is still active. */
    boolean isActive(SessionId id, long now) {
        for (Use use : users.values()) {
            if (use.id.equals(id)) {
                return use.session.isActive(now);
            }
        }
        return false;
    }

    /** The session of this ID, which {@link #isActive} has found. */
    Session session(SessionId id) {
        return users.values().stream()
                .filter(use -> use.id.equals(id))
                .findFirst()
                .orElseThrow()
                .session();
    }

    /** A session was used. */
    void add(SessionId id, Session session) {
        Use known = users.get(session.userName());
        boolean isNew = known == null || known.session != session;
        if (isNew && (known != null || users.size() < MOST_USERS)) {
            users.put(session.userName(), new Use(id, session));
            live.bind(session, listener);
        }
    }

    /** A session is over for good. */
    void remove(SessionId id) {
        List<UserName> over = new ArrayList<>(1);
        users.forEach((user, use) -> {
            if (use.id.equals(id)) {
                over.add(user);
            }
        });
        over.forEach(users::remove);
        live.unbind(over, listener);
    }

    /** Those that the master has to vouch for again. */
    Collection<Use> unvouched(long now) {
        if (users.isEmpty()) {
            return List.of();
        }
        return users.values().stream().filter(use -> !use.session.isActive(now)).toList();
    }

    /** The events of the session's account are told by their number from here on. */
    void number(Session session) {
        numbered.add(session.userName().key());
    }

    /** Whether the events of this account are told by their number. */
    boolean isNumbered(UserName userName) {
        return numbered.contains(userName.key());
    }

    /** The connection is gone. */
    void end() {
        live.unbind(users.keySet(), listener);
        users.clear();
    }
}
