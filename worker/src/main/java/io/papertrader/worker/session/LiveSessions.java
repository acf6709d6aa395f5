package io.papertrader.worker.session;

import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.codec.message.LinkEvent.ActionsApplied;
import io.papertrader.codec.message.UserName;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connections that use each account's sessions, so that events find them. */
@Singleton
public class LiveSessions {
    private final InstantSource time;
    private final Map<String, Map<Listener, Session>> users = new ConcurrentHashMap<>();

    LiveSessions(InstantSource time) {
        this.time = time;
    }

    /** A connection that hears events. */
    public interface Listener {
        /** Hands over what happened on an account of its users; from any thread. */
        void hear(AccountNews news);

        /** Hands over the effect of a corporate action on an account of its users; from any thread. */
        void hear(AppliedAction news);
    }

    /** This connection uses this session from now on. */
    public void bind(Session session, Listener listener) {
        // The map changes in one step, so that another connection's end does not drop the map that this one is being
        // put into.
        users.compute(session.userName().key(), (user, known) -> with(known, listener, session));
    }

    /** Most accounts are used by one connection, whose map is next to nothing. */
    private static Map<Listener, Session> with(
            @Nullable Map<Listener, Session> known, Listener listener, Session session) {
        if (known == null || isOnly(listener, known)) {
            return Map.of(listener, session);
        }
        Map<Listener, Session> many =
                known instanceof ConcurrentHashMap<Listener, Session> ? known : new ConcurrentHashMap<>(known);
        many.put(listener, session);
        return many;
    }

    private static boolean isOnly(Listener listener, Map<Listener, Session> known) {
        return known.size() == 1 && known.containsKey(listener);
    }

    /** The connection is gone, and with it its use of these users' sessions. */
    public void unbind(Collection<UserName> userNames, Listener listener) {
        userNames.forEach(userName -> users.computeIfPresent(userName.key(), (user, listeners) -> {
            if (isOnly(listener, listeners)) {
                return null;
            }
            if (listeners.containsKey(listener)) {
                listeners.remove(listener);
            }
            return listeners;
        }));
    }

    /** Connections that are open use their sessions, also those that only listen. */
    void useAll(long now) {
        users.values().forEach(listeners -> listeners.values().forEach(session -> session.use(now)));
    }

    /** Tells the connections of the accounts that these events are of. */
    public void tell(Collection<Numbered> events) {
        long now = time.millis();
        events.forEach(event -> tell(event, now));
    }

    private void tell(Numbered event, long now) {
        tell(event.username(), now, () -> new AccountNews(event), Listener::hear);
    }

    /** Tells the connections of the accounts that corporate actions did something to. */
    public void tellActions(Collection<ActionsApplied.Of> actions) {
        long now = time.millis();
        actions.forEach(each -> tell(each.username(), now, () -> new AppliedAction(each), Listener::hear));
    }

    private <N> void tell(UserName user, long now, Supplier<N> made, BiConsumer<Listener, N> hear) {
        Map<Listener, Session> listeners = users.getOrDefault(user.key(), Map.of());
        if (listeners.isEmpty()) {
            return;
        }
        N news = made.get();
        listeners.forEach((listener, session) -> {
            if (session.isActive(now)) {
                hear.accept(listener, news);
            }
        });
    }
}
