package io.papertrader.worker.clients;

import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.session.LiveSessions;
import io.papertrader.worker.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The sessions that one connection has used, in whose accounts' events it is interested until it ends or the master
 * says that a session is over. Belongs to the connection's event loop.
 */
final class Uses {
    private final LiveSessions live;
    private final LiveSessions.Listener listener;
    private final AccountPlaces places;

    /** Sessions that have begun here and that the master has not vouched for yet. */
    private SessionIds begun = SessionIds.NONE;

    /** Sessions that the master is being asked about. */
    private SessionIds asked = SessionIds.NONE;

    private final SpokenAccounts accounts = new SpokenAccounts();

    Uses(LiveSessions live, LiveSessions.Listener listener, AccountPlaces places) {
        this.live = live;
        this.listener = listener;
        this.places = places;
    }

    /**
     * Uses the session of this ID; false where it was not used here last for its account, or is not active any more.
     */
    boolean use(SessionId id, long now) {
        SpokenAccount account = accounts.find(id);
        return account != null && account.session().use(now);
    }

    /** The session of this ID, which {@link #use} has found. */
    Session session(SessionId id) {
        return Objects.requireNonNull(accounts.find(id)).session();
    }

    /** A session has begun here: the master is asked to vouch for it until it has said yes or no. */
    void begun(SessionId id) {
        begun = begun.add(id);
    }

    /** True where the connection speaks for as many accounts as it may. */
    boolean isFull() {
        return places.isFull();
    }

    /** A session was used; false where it is of one account more than the connection may speak for. */
    boolean add(SessionId id, Session session) {
        begun = begun.remove(id);
        SpokenAccount last = accounts.find(id);
        if (last != null && last.session() == session) {
            return true;
        }
        Optional<SpokenAccount> known = accounts.of(session.userName());
        if (known.isPresent()) {
            change(known.get(), id, session);
            return true;
        }
        boolean isAdded = places.take();
        if (isAdded) {
            accounts.add(new SpokenAccount(id, session));
            live.bind(session, listener);
        }
        return isAdded;
    }

    private void change(SpokenAccount account, SessionId id, Session session) {
        if (account.session() != session || account.isOver()) {
            accounts.speakBy(account, id, session);
            live.bind(session, listener);
        }
    }

    /** A session is over for good; an account whose events the client asked for keeps its place until the end. */
    void remove(SessionId id) {
        begun = begun.remove(id);
        SpokenAccount over = accounts.find(id);
        if (over != null) {
            live.unbind(List.of(over.user()), listener);
            over.end();
            if (!over.isAskedFor()) {
                accounts.remove(over);
                places.give(1);
            }
        }
    }

    /**
     * The sessions that the master has to vouch for, the first time or again; each until {@link #answered} it is given
     * once.
     */
    Collection<SessionId> takeUnvouched(long now) {
        List<SessionId> unvouched = new ArrayList<>(begun.all());
        for (SpokenAccount account : accounts.all()) {
            if (!account.isOver() && !account.session().isActive(now)) {
                unvouched.add(account.id());
            }
        }
        unvouched.removeIf(id -> !ask(id));
        return unvouched;
    }

    /** False where the master is being asked about it already. */
    private boolean ask(SessionId id) {
        boolean isNew = !asked.contains(id);
        asked = asked.add(id);
        return isNew;
    }

    /** The master has said whether it vouches for this one, or could not. */
    void answered(SessionId id) {
        asked = asked.remove(id);
    }

    /** The events of this account are told by their number from here on. */
    void number(UserName user) {
        accounts.of(user).ifPresent(SpokenAccount::number);
    }

    /** True where the events of this account are told by their number. */
    boolean isNumbered(UserName user) {
        return accounts.of(user).filter(SpokenAccount::isNumbered).isPresent();
    }

    /** Corporate actions of this account are told from here on. */
    void tellActions(UserName user) {
        accounts.of(user).ifPresent(SpokenAccount::tellActions);
    }

    /** True where corporate actions of this account are told. */
    boolean tellsActions(UserName user) {
        return accounts.of(user).filter(SpokenAccount::tellsActions).isPresent();
    }

    /** The account's events up to this number have been told. */
    void told(UserName user, long number) {
        accounts.of(user).ifPresent(account -> account.told(number));
    }

    /**
     * An account, the number of the last event that was surely told, and the session to ask for those behind it with.
     */
    record Behind(UserName user, SessionId id, long from) {}

    /** Accounts whose events were perhaps missed; each is given once, until it is said {@link #fellBehind again}. */
    Collection<Behind> takeBehind() {
        List<Behind> all = new ArrayList<>(0);
        for (SpokenAccount account : accounts.all()) {
            account.takeBehind().ifPresent(from -> all.add(new Behind(account.user(), account.id(), from)));
        }
        return all;
    }

    /** The account's events behind this number were not told yet. */
    void fellBehind(UserName user, long from) {
        accounts.of(user).ifPresent(account -> account.fallBehind(from));
    }

    /** The connection is gone. */
    void end() {
        List<UserName> users = accounts.all().stream().map(SpokenAccount::user).toList();
        live.unbind(users, listener);
        places.give(users.size());
        accounts.clear();
        begun = SessionIds.NONE;
        asked = SessionIds.NONE;
    }
}
