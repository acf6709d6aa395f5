package io.papertrader.worker.clients;

import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.UserName;
import io.papertrader.worker.session.AccountNews;
import io.papertrader.worker.session.AppliedAction;
import io.papertrader.worker.session.LiveSessions;
import java.util.Collection;

/**
 * The accounts that one client speaks for: the sessions that it has used, those that end with its connection, and the
 * events that it is told. Belongs to the connection's event loop.
 */
final class ClientAccounts implements LiveSessions.Listener {
    private final Uses uses;
    private final SessionIds expirable = new SessionIds();
    private final Replies replies;
    private final long mostUnsent;
    private final Owner owner;

    /** The client. */
    interface Owner {
        /** Takes up a task that belongs to the client, from any thread. */
        void later(Runnable task);

        /** It has left so much unread that it cannot be told its events. */
        void isDeaf();
    }

    ClientAccounts(LiveSessions live, AccountPlaces places, Replies replies, long mostUnsent, Owner owner) {
        this.uses = new Uses(live, this, places);
        this.replies = replies;
        this.mostUnsent = mostUnsent;
        this.owner = owner;
    }

    Uses uses() {
        return uses;
    }

    /** This session ends with the connection. */
    void endsWithConnection(SessionId session) {
        expirable.add(session);
    }

    Collection<SessionId> expirable() {
        return expirable.all();
    }

    /** This session is over. */
    void over(SessionId session) {
        expirable.remove(session);
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
