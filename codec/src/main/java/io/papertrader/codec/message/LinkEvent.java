package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.List;

/**
 * News that an end of the link tells the other unasked. Large pushes are several events, each within a message's limit.
 */
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

    /** Retired: accountEvents took its place. Transactions that were settled or rejected, with their owners. */
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

    /** News of accounts that have a session on this worker. */
    record AccountEvents(List<Numbered> events) implements LinkEvent {
        static final Layout<AccountEvents> LAYOUT = Layout.of(
                AccountEvents.class,
                field("events", Numbered.LAYOUT.list(), AccountEvents::events),
                AccountEvents::new);

        public AccountEvents {
            events = List.copyOf(events);
        }

        /**
         * One event and whose it is.
         *
         * @param number counts the account's events from 1
         * @param transaction with its private part
         */
        public record Numbered(UserName username, long number, Transaction transaction) {
            static final Layout<Numbered> LAYOUT = Layout.of(
                    Numbered.class,
                    field("username", UserName.TYPE, Numbered::username),
                    field("number", FieldType.I64, Numbered::number),
                    field("transaction", Transaction.LAYOUT, Numbered::transaction),
                    Numbered::new);
        }
    }

    /** The effects of a corporate action on accounts that have a session on this worker. */
    record ActionsApplied(List<Of> actions) implements LinkEvent {
        static final Layout<ActionsApplied> LAYOUT = Layout.of(
                ActionsApplied.class, field("actions", Of.LAYOUT.list(), ActionsApplied::actions), ActionsApplied::new);

        public ActionsApplied {
            actions = List.copyOf(actions);
        }

        /** One of them, and whose it is. */
        public record Of(UserName username, PortfolioAction action) {
            static final Layout<Of> LAYOUT = Layout.of(
                    Of.class,
                    field("username", UserName.TYPE, Of::username),
                    field("action", PortfolioAction.LAYOUT, Of::action),
                    Of::new);
        }
    }

    /** The key by which session ids of this network are told from made-up ones: the first event of a link. */
    record SessionKeyGiven(SessionKey key) implements LinkEvent {
        static final Layout<SessionKeyGiven> LAYOUT = Layout.of(
                SessionKeyGiven.class, field("key", SessionKey.TYPE, SessionKeyGiven::key), SessionKeyGiven::new);
    }

    /**
     * Other workers are connected now.
     *
     * @param workers all of them, at most the first page
     */
    record WorkersChanged(List<WorkerAddress> workers) implements LinkEvent {
        static final Layout<WorkersChanged> LAYOUT = Layout.of(
                WorkersChanged.class,
                field("workers", WorkerAddress.TYPE.list(), WorkersChanged::workers),
                WorkersChanged::new);

        public WorkersChanged {
            workers = workers.stream().limit(WorkersReply.WorkerList.PAGE).toList();
        }
    }

    /**
     * Every record of this direction behind this one is sealed with the next key. Both ends send it, each for itself.
     */
    record KeyUpdate() implements LinkEvent {
        static final Layout<KeyUpdate> LAYOUT = Layout.of(KeyUpdate.class, KeyUpdate::new);
    }

    /**
     * The operator forgets what was counted against somebody.
     *
     * @param who an account's name or an address, in small letters
     */
    record LimitsCleared(String who) implements LinkEvent {
        static final Layout<LimitsCleared> LAYOUT =
                Layout.of(LimitsCleared.class, field("who", FieldType.STR, LimitsCleared::who), LimitsCleared::new);
    }

    /** All values are forgotten, as a replay begins anew: those that come are of an earlier time. */
    record ValuesForgotten() implements LinkEvent {
        static final Layout<ValuesForgotten> LAYOUT = Layout.of(ValuesForgotten.class, ValuesForgotten::new);
    }

    /**
     * The past of some assets has become another than was told: values of it have come, or may come now. Answers about
     * it are asked for again.
     */
    record PastChanged(List<AssetSymbol> assets) implements LinkEvent {
        /** The most assets of one event: with the longest symbols it still fits one message. */
        public static final int MOST = 1_000;

        static final Layout<PastChanged> LAYOUT = Layout.of(
                PastChanged.class,
                field("assets", SharedTypes.ASSET_SYMBOL.list(MOST), PastChanged::assets),
                PastChanged::new);

        public PastChanged {
            assets = List.copyOf(assets);
        }
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
