package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;
import java.util.List;

/** What the master pushes to every worker. Large pushes are several events, each within a message's limit. */
public sealed interface LinkEvent extends Event {
    /** New values of some assets; the others stay as they were. */
    record ValuesUpdated(List<AssetReply.AssetInfo> assets) implements LinkEvent {
        static final Layout<ValuesUpdated> LAYOUT = Layout.of(
                ValuesUpdated.class,
                field("assets", AssetReply.AssetInfo.LAYOUT.list(), ValuesUpdated::assets),
                ValuesUpdated::new);

        public ValuesUpdated {
            assets = List.copyOf(assets);
        }
    }

    /** Transactions that were settled or rejected, with their owners. */
    record TransactionsSettled(List<Settled> settled) implements LinkEvent {
        static final Layout<TransactionsSettled> LAYOUT = Layout.of(
                TransactionsSettled.class,
                field("settled", Settled.LAYOUT.list(), TransactionsSettled::settled),
                TransactionsSettled::new);

        public TransactionsSettled {
            settled = List.copyOf(settled);
        }
    }

    /** One transaction and whose it is. */
    record Settled(UserName username, Transaction transaction) {
        static final Layout<Settled> LAYOUT = Layout.of(
                Settled.class,
                field("username", UserName.TYPE, Settled::username),
                field("transaction", Transaction.LAYOUT, Settled::transaction),
                Settled::new);
    }

    /** Sessions that are over before their time. */
    record SessionsRevoked(List<SessionHash> sessions) implements LinkEvent {
        static final Layout<SessionsRevoked> LAYOUT = Layout.of(
                SessionsRevoked.class,
                field("sessions", SessionHash.TYPE.list(), SessionsRevoked::sessions),
                SessionsRevoked::new);

        public SessionsRevoked {
            sessions = List.copyOf(sessions);
        }
    }
}
