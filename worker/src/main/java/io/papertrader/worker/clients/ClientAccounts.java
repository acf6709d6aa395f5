package io.papertrader.worker.clients;

import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.session.AccountNews;
import io.papertrader.worker.session.AppliedAction;
import io.papertrader.worker.session.LiveSessions;
import io.papertrader.worker.session.Session;
import java.util.Collection;

/**
 * The accounts that one client speaks for: the sessions that it has used, which make it a member, those that end with
 * its connection, and the events that it is told. Belongs to the connection's event loop.
 */
final class ClientAccounts implements LiveSessions.Listener {
    private final Uses uses;
    private SessionIds expirable = SessionIds.NONE;
    private final ConnectionPlace place;
    private final Replies replies;
    private final long mostUnsent;
    private final Owner owner;

    /** The client. */
    interface Owner {
        /** Takes up a task that belongs to the client, from any thread. */
        void later(Runnable task);

        /** True where the connection is no more. */
        boolean isGone();

        /** The master has vouched for a session that it has used, perhaps again. */
        void vouched(SessionId id, Session session);

        /** It has left so much unread that it cannot be told its events. */
        void isDeaf();
    }

    ClientAccounts(LiveSessions live, ConnectionPlace place, Replies replies, long mostUnsent, Owner owner) {
        this.uses = new Uses(live, this, place.accounts());
        this.place = place;
        this.replies = replies;
        this.mostUnsent = mostUnsent;
        this.owner = owner;
    }

    Uses uses() {
        return uses;
    }

    /** Somebody has just logged in here by a password. */
    void begun(SessionId id) {
        if (!owner.isGone()) {
            uses.begun(id);
            place.becomeMember();
        }
    }

    /** Somebody is logged in here; false where the connection speaks for too many already. */
    boolean used(SessionId id, Session session) {
        if (owner.isGone()) {
            return true;
        }
        boolean isAdded = uses.add(id, session);
        place.becomeMember();
        owner.vouched(id, session);
        return isAdded;
    }

    /** This session ends with the connection. */
    void endsWithConnection(SessionId session) {
        expirable = expirable.add(session);
    }

    Collection<SessionId> expirable() {
        return expirable.all();
    }

    /** This session is over. */
    void over(SessionId session) {
        expirable = expirable.remove(session);
        uses.remove(session);
    }

    @Override
    public void hear(AccountNews news) {
        owner.later(() -> {
            uses.told(news.userName(), news.number());
            tell(uses.isNumbered(news.userName()) ? news.numbered() : news.plain());
        });
    }

    @Override
    public void hear(AppliedAction news) {
        owner.later(() -> {
            if (uses.tellsActions(news.userName())) {
                tell(news.event());
            }
        });
    }

    /** Tells what happened while nobody vouched for the account's session here. */
    void tellMissed(UserName user, EventPage.NumberedEvent event) {
        uses.told(user, event.number());
        tell(MessageCodec.encode(new AccountEvent(event.number(), event.transaction()))
                .encode()
                .getBytes());
    }

    private void tell(byte[] event) {
        if (replies.unsent() > mostUnsent) {
            owner.isDeaf();
        } else {
            replies.addEvent(event);
        }
    }
}
