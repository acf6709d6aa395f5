package io.papertrader.worker.session;

import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.AccountEvents;
import io.papertrader.codec.message.LinkEvent.SessionsRevoked;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.master.LinkUp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which connections use which account's sessions, so that events find them. */
@ApplicationScoped
public class LiveSessions {
    private final InstantSource time;
    private final Map<String, Map<Listener, Use>> users = new ConcurrentHashMap<>();

    LiveSessions(InstantSource time) {
        this.time = time;
    }

    /** A connection that hears events. */
    public interface Listener {
        /** Hands over an event; from any thread. */
        void hear(Event event);

        /** Verifies and binds again the sessions that it uses; from any thread. */
        void askAgain();
    }

    private record Use(SessionHash session, Instant expiry) {}

    /** This connection uses this session from now on. */
    public void bind(Verification.Active session, Listener listener) {
        // As one step, so that another connection's end does not drop the map that this one is being put into.
        users.compute(session.userName().key(), (user, known) -> {
            Map<Listener, Use> listeners = known == null ? new ConcurrentHashMap<>() : known;
            listeners.put(listener, new Use(session.session(), session.expiry()));
            return listeners;
        });
    }

    /** The connection is gone, and with it its use of these users' sessions. */
    public void unbind(Set<UserName> userNames, Listener listener) {
        userNames.forEach(userName -> users.computeIfPresent(userName.key(), (user, listeners) -> {
            listeners.remove(listener);
            return listeners.isEmpty() ? null : listeners;
        }));
    }

    void hear(@Observes LinkEvent event) {
        switch (event) {
            case AccountEvents events ->
                events.events().forEach(one -> tell(one.username(), new TransactionSettled(one.transaction())));
            case SessionsRevoked revoked -> forget(Set.copyOf(revoked.sessions()));
            // A master of the version before tells so.
            case LinkEvent.TransactionsSettled settled ->
                settled.settled().forEach(one -> tell(one.username(), new TransactionSettled(one.transaction())));
            case LinkEvent.ValuesUpdated _,
                    LinkEvent.SessionKeyGiven _,
                    LinkEvent.WorkersChanged _,
                    LinkEvent.KeyUpdate _ -> {}
        }
    }

    /** While there was no link, sessions may have been revoked unheard: the master has to vouch for all of them again. */
    void askAgain(@Observes LinkUp up) {
        Set<Listener> listeners =
                users.values().stream().flatMap(of -> of.keySet().stream()).collect(Collectors.toSet());
        users.clear();
        listeners.forEach(Listener::askAgain);
    }

    private void tell(UserName userName, Event event) {
        Instant now = time.instant();
        users.getOrDefault(userName.key(), Map.of()).forEach((listener, use) -> {
            if (use.expiry.isAfter(now)) {
                listener.hear(event);
            }
        });
    }

    private void forget(Set<SessionHash> revoked) {
        users.values().forEach(listeners -> listeners.values().removeIf(use -> revoked.contains(use.session)));
    }
}
