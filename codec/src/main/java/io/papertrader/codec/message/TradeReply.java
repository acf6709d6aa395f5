package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Answers of {@link TradeRequest}. */
public sealed interface TradeReply extends Reply {
    /** An order that is durable in the queue. */
    sealed interface Accepted extends TradeReply {
        /** The transaction that will settle at the next update. */
        TransactionId transactionId();

        /** The state, always {@code QUEUED}. */
        TransactionState state();
    }

    /**
     * The purchase is durable in the queue (4.6.21).
     *
     * @param state always {@code QUEUED}
     */
    record PurchaseSuccess(TransactionId transactionId, TransactionState state) implements Accepted {
        static final Layout<PurchaseSuccess> LAYOUT = acceptedLayout(PurchaseSuccess.class, PurchaseSuccess::new);
    }

    /**
     * The sale is durable in the queue (4.6.23).
     *
     * @param state always {@code QUEUED}
     */
    record SellSuccess(TransactionId transactionId, TransactionState state) implements Accepted {
        static final Layout<SellSuccess> LAYOUT = acceptedLayout(SellSuccess.class, SellSuccess::new);
    }

    /**
     * The order is durable in the queue: an extension.
     *
     * @param transactionId the order's id, as its client made it
     * @param state always {@code QUEUED}, also where the order has settled meanwhile
     */
    record OrderPlaced(TransactionId transactionId, TransactionState state) implements Accepted {
        /** Arguments. */
        public static final Layout<OrderPlaced> LAYOUT = acceptedLayout(OrderPlaced.class, OrderPlaced::new);
    }

    /**
     * The order is taken back and will not be done: an extension.
     *
     * @param state always {@code CANCELLED}
     */
    record OrderCancelled(TransactionId transactionId, TransactionState state) implements TradeReply {
        /** Arguments. */
        public static final Layout<OrderCancelled> LAYOUT = Layout.of(
                OrderCancelled.class,
                field("transactionId", SharedTypes.TRANSACTION_ID, OrderCancelled::transactionId),
                field("state", TransactionState.WORD, OrderCancelled::state),
                OrderCancelled::new);
    }

    /** A user's holdings (4.6.15). */
    record Portfolio(UserName username, List<Weight> weights, Optional<Owned> owned) implements TradeReply {
        /** The most assets of an answer. */
        public static final int PAGE = 350;

        /** Binary. */
        public static final Layout<Portfolio> LAYOUT = Layout.of(
                Portfolio.class,
                field("username", UserName.TYPE, Portfolio::username),
                field("weights", Weight.LAYOUT.list(PAGE), Portfolio::weights),
                field("private", Owned.LAYOUT.optional(), Portfolio::owned),
                Portfolio::new);

        public Portfolio {
            weights = List.copyOf(weights);
        }

        /** The public part: an asset's share of the equity. */
        public record Weight(AssetSymbol symbol, Percent weight) {
            static final Layout<Weight> LAYOUT = Layout.of(
                    Weight.class,
                    field("symbol", SharedTypes.ASSET_SYMBOL, Weight::symbol),
                    field("weight", SharedTypes.PERCENT, Weight::weight),
                    Weight::new);
        }

        /**
         * The private part.
         *
         * @param cash all of its cash, spendable and reserved
         * @param reserved part of the cash that queued purchases hold back
         * @param equity cash and holdings at their latest values
         */
        public record Owned(Money cash, Money reserved, Money equity, List<Holding> holdings) {
            static final Layout<Owned> LAYOUT = Layout.of(
                    Owned.class,
                    field("cash", SharedTypes.MONEY, Owned::cash),
                    field("reserved", SharedTypes.MONEY, Owned::reserved),
                    field("equity", SharedTypes.MONEY, Owned::equity),
                    field("holdings", Holding.LAYOUT.list(PAGE), Owned::holdings),
                    Owned::new);

            public Owned {
                holdings = List.copyOf(holdings);
            }
        }

        /**
         * One asset held.
         *
         * @param reserved part of the quantity that queued sales hold back
         * @param averageCost the average cost of one unit
         * @param value the quantity at the latest value
         */
        public record Holding(
                AssetSymbol symbol, Quantity quantity, Quantity reserved, Money averageCost, Money value) {
            /** Binary. */
            public static final Layout<Holding> LAYOUT = Layout.of(
                    Holding.class,
                    field("symbol", SharedTypes.ASSET_SYMBOL, Holding::symbol),
                    field("quantity", SharedTypes.QUANTITY, Holding::quantity),
                    field("reserved", SharedTypes.QUANTITY, Holding::reserved),
                    field("averageCost", SharedTypes.MONEY, Holding::averageCost),
                    field("value", SharedTypes.MONEY, Holding::value),
                    Holding::new);
        }
    }

    /** A part of a portfolio: some of its assets, and the sums over all. */
    record PortfolioPage(Portfolio portfolio, Optional<Cursor> next) implements TradeReply, Page {
        static final Layout<PortfolioPage> LAYOUT = Layout.of(
                PortfolioPage.class,
                field("portfolio", Portfolio.LAYOUT, PortfolioPage::portfolio),
                field("next", Cursor.TYPE.optional(), PortfolioPage::next),
                PortfolioPage::new);
    }

    /** A user's transactions, newest first (4.6.16). */
    record TransactionHistory(List<Transaction> transactions) implements TradeReply {
        /** The most transactions of an answer. */
        public static final int PAGE = 100;

        static final Layout<TransactionHistory> LAYOUT = Layout.of(
                TransactionHistory.class,
                field("transactions", Transaction.LAYOUT.list(PAGE), TransactionHistory::transactions),
                TransactionHistory::new);

        public TransactionHistory {
            transactions = List.copyOf(transactions);
        }
    }

    /**
     * A page of an account's events.
     *
     * @param events in the order of their numbers, at most {@value #MOST}
     * @param latest the number of the account's last event, 0 where there is none
     * @param more true where there are events between the page's last and the latest
     */
    record EventPage(List<NumberedEvent> events, long latest, boolean more) implements TradeReply {
        /** The most events of a page. */
        public static final int MOST = 100;

        static final Layout<EventPage> LAYOUT = Layout.of(
                EventPage.class,
                field("events", NumberedEvent.LAYOUT.list(MOST), EventPage::events),
                field("latest", FieldType.I64, EventPage::latest),
                field("more", FieldType.BOOL, EventPage::more),
                EventPage::new);

        public EventPage {
            events = List.copyOf(events);
        }

        /** The number of the last event that is known with this page. */
        public long last() {
            return more && !events.isEmpty() ? events.getLast().number() : latest;
        }

        /**
         * An event of the account: one of its transactions has ended.
         *
         * @param number counts the account's events from 1, without a gap
         * @param transaction with its private part
         */
        public record NumberedEvent(long number, Transaction transaction) {
            static final Layout<NumberedEvent> LAYOUT = Layout.of(
                    NumberedEvent.class,
                    field("number", FieldType.I64, NumberedEvent::number),
                    field("transaction", Transaction.LAYOUT, NumberedEvent::transaction),
                    NumberedEvent::new);
        }
    }

    /**
     * A page of the effects of corporate actions on an account.
     *
     * @param actions in the order of their numbers, at most {@value #MOST}
     * @param latest the number of the account's last one, 0 where there is none
     * @param more true where there are some between the page's last and the latest
     */
    record ActionPage(List<PortfolioAction> actions, long latest, boolean more) implements TradeReply {
        /** The most actions of a page. */
        public static final int MOST = 100;

        static final Layout<ActionPage> LAYOUT = Layout.of(
                ActionPage.class,
                field("actions", PortfolioAction.LAYOUT.list(MOST), ActionPage::actions),
                field("latest", FieldType.I64, ActionPage::latest),
                field("more", FieldType.BOOL, ActionPage::more),
                ActionPage::new);

        public ActionPage {
            actions = List.copyOf(actions);
        }
    }

    /** A part of a user's transactions. */
    record HistoryPage(TransactionHistory history, Optional<Cursor> next) implements TradeReply, Page {
        static final Layout<HistoryPage> LAYOUT = Layout.of(
                HistoryPage.class,
                field("history", TransactionHistory.LAYOUT, HistoryPage::history),
                field("next", Cursor.TYPE.optional(), HistoryPage::next),
                HistoryPage::new);
    }

    private static <T extends Accepted> Layout<T> acceptedLayout(
            Class<T> type, BiFunction<TransactionId, TransactionState, T> make) {
        return Layout.of(
                type,
                field("transactionId", SharedTypes.TRANSACTION_ID, Accepted::transactionId),
                field("state", TransactionState.WORD, Accepted::state),
                make);
    }
}
