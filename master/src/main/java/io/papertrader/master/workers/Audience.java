package io.papertrader.master.workers;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.UserName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The accounts whose events one link hears: those of which a session was verified over it, until that session ends. A
 * worker learns of nobody else's trades. For any thread.
 */
public final class Audience {
    private final Map<String, Map<SessionHash, Instant>> sessions = new HashMap<>();
    private final Map<SessionHash, String> users = new HashMap<>();

    /** A session was verified; it may be one that is known. */
    public synchronized void add(UserName userName, SessionHash session, Instant expiry) {
        sessions.computeIfAbsent(userName.key(), user -> new HashMap<>()).put(session, expiry);
        users.put(session, userName.key());
    }

    /** True where a session of this account is verified and not over. */
    public synchronized boolean hears(UserName userName, Instant now) {
        return sessions.getOrDefault(userName.key(), Map.of()).values().stream().anyMatch(now::isBefore);
    }

    /** True where this session was verified. */
    public synchronized boolean knows(SessionHash session) {
        return users.containsKey(session);
    }

    /** The session is over. */
    public synchronized void forget(SessionHash session) {
        String user = users.remove(session);
        if (user != null) {
            sessions.computeIfPresent(user, (name, known) -> {
                known.remove(session);
                return known.isEmpty() ? null : known;
            });
        }
    }

    /** Forgets what has expired; called from time to time. */
    public synchronized void forgetExpired(Instant now) {
        sessions.values().removeIf(known -> {
            known.entrySet().removeIf(session -> {
                boolean isOver = !now.isBefore(session.getValue());
                if (isOver) {
                    users.remove(session.getKey());
                }
                return isOver;
            });
            return known.isEmpty();
        });
    }

    synchronized int size() {
        return users.size();
    }
}
