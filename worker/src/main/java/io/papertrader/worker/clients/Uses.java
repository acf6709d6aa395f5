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
import org.jspecify.annotations.Nullable;

/**
 * The sessions that one connection has used, in whose accounts' events it is interested until it ends or the master
 * says that a session is over. Belongs to the connection's event loop.
 */
final class Uses {
    private final LiveSessions live;
    private final LiveSessions.Listener listener;
    private final AccountPlaces places;

    /** Sessions that have begun here and that the master has not vouched for yet. */
    private final SessionIds begun = new SessionIds();

    /** Sessions that the master is being asked about. */
    private final SessionIds asked = new SessionIds();

    /** A list, as most connections speak for one account, and the most that one may speak for are looked through. */
    private final List<Account> accounts = new ArrayList<>(1);

    /** An account that the connection speaks for, and what is told of it. */
    private static final class Account {
        private static final long UNKNOWN = -1;

        private final UserName user;

        /** The session that was used last, and the ID to have it verified by again. */
        private Session session;

        private SessionId id;

        /** True where events are told by their number, and the highest number that was told. */
        private boolean isNumbered;

        private long told = UNKNOWN;

        /** The number behind which events were perhaps missed, where nobody has asked for them yet. */
        private Optional<Long> behind = Optional.empty();

        /** True where corporate actions are told: a client that never asked for any may not know the event. */
        private boolean withActions;

        private Account(SessionId id, Session session) {
            this.user = session.userName();
            this.id = id;
            this.session = session;
        }

        /** True where the session is over; what the client asked to be told stays, as of a session to come. */
        private boolean isOver;

        private boolean isAskedFor() {
            return isNumbered || withActions;
        }

        private void fallBehind() {
            if (told != UNKNOWN && behind.isEmpty()) {
                behind = Optional.of(told);
            }
        }
    }

    Uses(LiveSessions live, LiveSessions.Listener listener, AccountPlaces places) {
        this.live = live;
        this.listener = listener;
        this.places = places;
    }

    /**
     * Uses the session of this ID; false where it was not used here last for its account, or is not active any more.
     */
    boolean use(SessionId id, long now) {
        Account account = find(id);
        return account != null && account.session.use(now);
    }

    /** The account that this session was used last for; asked for each request, so without a stream. */
    private @Nullable Account find(SessionId id) {
        for (int i = 0; i < accounts.size(); i++) {
            Account account = accounts.get(i);
            if (!account.isOver && account.id.equals(id)) {
                return account;
            }
        }
        return null;
    }

    /** The session of this ID, which {@link #use} has found. */
    Session session(SessionId id) {
        return Objects.requireNonNull(find(id)).session;
    }

    /** A session has begun here: the master is asked to vouch for it until it has said yes or no. */
    void begun(SessionId id) {
        begun.add(id);
    }

    /** True where the connection speaks for as many accounts as it may. */
    boolean isFull() {
        return places.isFull();
    }

    /** A session was used; false where it is of one account more than the connection may speak for. */
    boolean add(SessionId id, Session session) {
        begun.remove(id);
        Account last = find(id);
        if (last != null && last.session == session) {
            return true;
        }
        Optional<Account> known = of(session.userName());
        if (known.isPresent()) {
            change(known.get(), id, session);
            return true;
        }
        boolean isAdded = places.take();
        if (isAdded) {
            accounts.add(new Account(id, session));
            live.bind(session, listener);
        }
        return isAdded;
    }

    private void change(Account account, SessionId id, Session session) {
        if (account.session != session || account.isOver) {
            account.isOver = false;
            account.id = id;
            account.session = session;
            live.bind(session, listener);
            account.fallBehind();
        }
    }

    /** A session is over for good; an account whose events the client asked for keeps its place until the end. */
    void remove(SessionId id) {
        begun.remove(id);
        Account over = find(id);
        if (over != null) {
            live.unbind(List.of(over.user), listener);
            over.isOver = true;
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
        for (Account account : accounts) {
            if (!account.isOver && !account.session.isActive(now)) {
                unvouched.add(account.id);
            }
        }
        unvouched.removeIf(id -> !asked.add(id));
        return unvouched;
    }

    /** The master has said whether it vouches for this one, or could not. */
    void answered(SessionId id) {
        asked.remove(id);
    }

    private Optional<Account> of(UserName user) {
        for (Account account : accounts) {
            if (account.user.isSameAs(user)) {
                return Optional.of(account);
            }
        }
        return Optional.empty();
    }

    /** The events of this account are told by their number from here on. */
    void number(UserName user) {
        of(user).ifPresent(account -> account.isNumbered = true);
    }

    /** True where the events of this account are told by their number. */
    boolean isNumbered(UserName user) {
        return of(user).filter(account -> account.isNumbered).isPresent();
    }

    /** Corporate actions of this account are told from here on. */
    void tellActions(UserName user) {
        of(user).ifPresent(account -> account.withActions = true);
    }

    /** True where corporate actions of this account are told. */
    boolean tellsActions(UserName user) {
        return of(user).filter(account -> account.withActions).isPresent();
    }

    /** The account's events up to this number have been told. */
    void told(UserName user, long number) {
        of(user).filter(account -> account.isNumbered)
                .ifPresent(account -> account.told = Math.max(account.told, number));
    }

    /**
     * An account, the number of the last event that was surely told, and the session to ask for those behind it with.
     */
    record Behind(UserName user, SessionId id, long from) {}

    /** Accounts whose events were perhaps missed; each is given once, until it is said {@link #fellBehind again}. */
    Collection<Behind> takeBehind() {
        List<Behind> all = new ArrayList<>(0);
        accounts.stream()
                .filter(account -> !account.isOver)
                .forEach(account -> account.behind.ifPresent(from -> {
                    all.add(new Behind(account.user, account.id, from));
                    account.behind = Optional.empty();
                }));
        return all;
    }

    /** The account's events behind this number were not told yet. */
    void fellBehind(UserName user, long from) {
        of(user).ifPresent(account -> account.behind =
                Optional.of(account.behind.map(known -> Math.min(known, from)).orElse(from)));
    }

    /** The connection is gone. */
    void end() {
        live.unbind(accounts.stream().map(account -> account.user).toList(), listener);
        places.give(accounts.size());
        accounts.clear();
        begun.clear();
        asked.clear();
    }
}
