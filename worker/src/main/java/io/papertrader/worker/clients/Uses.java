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
 * The sessions that one connection has used, in whose accounts' events it is interested until it ends or the master
 * says that a session is over. Belongs to the connection's event loop.
 */
final class Uses {
    /** The most accounts that one connection speaks for. */
    static final int MOST_USERS = 1_000;

    private static final long UNKNOWN = -1;

    private final LiveSessions live;
    private final LiveSessions.Listener listener;

    /** The accounts whose events are told by their number, by user, and the highest number that was told. */
    private final Map<String, Long> numbered = new HashMap<>(1);

    /**
     * The accounts of which corporate actions are told, by user: a client that never asked for any may not know the
     * event.
     */
    private final Set<String> withActions = new HashSet<>(1);

    /** Accounts whose events were perhaps missed, and the number behind which; nobody has asked for them yet. */
    private final Map<UserName, Long> behind = new HashMap<>(1);

    /** Sessions that have begun here and that the master has not vouched for yet. */
    private final Set<SessionId> begun = new HashSet<>(1);

    /** Sessions that the master is being asked about. */
    private final Set<SessionId> asked = new HashSet<>(1);

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

    /**
     * Uses the session of this ID; false where it was not used here last for its account, or is not active any more.
     */
    boolean use(SessionId id, long now) {
        for (Use use : users.values()) {
            if (use.id.equals(id)) {
                return use.session.use(now);
            }
        }
        return false;
    }

    /** The session of this ID, which {@link #use} has found. */
    Session session(SessionId id) {
        return users.values().stream()
                .filter(use -> use.id.equals(id))
                .findFirst()
                .orElseThrow()
                .session();
    }

    /** A session has begun here: the master is asked to vouch for it until it has said yes or no. */
    void begun(SessionId id) {
        begun.add(id);
    }

    /** True where the connection speaks for as many accounts as it may. */
    boolean isFull() {
        return users.size() >= MOST_USERS;
    }

    /** A session was used; false where it is of one account more than a connection may speak for. */
    boolean add(SessionId id, Session session) {
        begun.remove(id);
        UserName user = session.userName();
        Use known = users.get(user);
        if (known == null && isFull()) {
            return false;
        }
        if (known == null || known.session != session) {
            users.put(user, new Use(id, session));
            live.bind(session, listener);
            if (known != null) {
                fallBehind(user);
            }
        }
        return true;
    }

    private void fallBehind(UserName user) {
        long told = numbered.getOrDefault(user.key(), UNKNOWN);
        if (told != UNKNOWN) {
            behind.putIfAbsent(user, told);
        }
    }

    /** A session is over for good. */
    void remove(SessionId id) {
        begun.remove(id);
        List<UserName> over = new ArrayList<>(1);
        users.forEach((user, use) -> {
            if (use.id.equals(id)) {
                over.add(user);
            }
        });
        over.forEach(users::remove);
        live.unbind(over, listener);
    }

    /**
     * The sessions that the master has to vouch for, the first time or again; each until {@link #answered} it is given
     * once.
     */
    Collection<SessionId> takeUnvouched(long now) {
        if (users.isEmpty() && begun.isEmpty()) {
            return List.of();
        }
        List<SessionId> unvouched = new ArrayList<>(begun);
        users.values().stream()
                .filter(use -> !use.session.isActive(now))
                .map(Use::id)
                .forEach(unvouched::add);
        unvouched.removeIf(id -> !asked.add(id));
        return unvouched;
    }

    /** The master has said whether it vouches for this one, or could not. */
    void answered(SessionId id) {
        asked.remove(id);
    }

    /** The events of this account are told by their number from here on. */
    void number(UserName user) {
        numbered.putIfAbsent(user.key(), UNKNOWN);
    }

    /** True where the events of this account are told by their number. */
    boolean isNumbered(UserName user) {
        return numbered.containsKey(user.key());
    }

    /** Corporate actions of this account are told from here on. */
    void tellActions(UserName user) {
        withActions.add(user.key());
    }

    /** True where corporate actions of this account are told. */
    boolean tellsActions(UserName user) {
        return withActions.contains(user.key());
    }

    /** The account's events up to this number have been told. */
    void told(UserName user, long number) {
        numbered.computeIfPresent(user.key(), (key, told) -> Math.max(told, number));
    }

    /**
     * An account, the number of the last event that was surely told, and the session to ask for those behind it with.
     */
    record Behind(UserName user, SessionId id, long from) {}

    /** Accounts whose events were perhaps missed; each is given once, until it is said {@link #fellBehind again}. */
    Collection<Behind> takeBehind() {
        if (behind.isEmpty()) {
            return List.of();
        }
        List<Behind> all = new ArrayList<>();
        behind.forEach((user, from) -> {
            Use use = users.get(user);
            if (use != null) {
                all.add(new Behind(user, use.id, from));
            }
        });
        behind.clear();
        return all;
    }

    /** The account's events behind this number were not told yet. */
    void fellBehind(UserName user, long from) {
        behind.merge(user, from, Math::min);
    }

    /** The connection is gone. */
    void end() {
        live.unbind(users.keySet(), listener);
        users.clear();
        behind.clear();
        begun.clear();
        asked.clear();
    }
}
