package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Buying, selling, and what came of it. */
public sealed interface TradeRequest extends Request, Request.WithSession {
    /** A purchase or a sale. */
    sealed interface Order extends TradeRequest {
        /** The asset. */
        AssetSymbol name();

        /** The number of units, more than nothing. */
        Quantity quantity();

        /** The side: a purchase or a sale. */
        Side side();
    }

    /**
     * Buys at the next update (4.6.4).
     *
     * @param quantity more than 0
     */
    record PurchaseAsset(SessionId sessionId, AssetSymbol name, Quantity quantity) implements Order {
        static final Layout<PurchaseAsset> LAYOUT = orderLayout(PurchaseAsset.class, PurchaseAsset::new);

        public PurchaseAsset {
            checkPositive(quantity);
        }

        @Override
        public Side side() {
            return Side.BUY;
        }
    }

    /**
     * Sells at the next update (4.6.5).
     *
     * @param quantity more than 0
     */
    record SellAsset(SessionId sessionId, AssetSymbol name, Quantity quantity) implements Order {
        static final Layout<SellAsset> LAYOUT = orderLayout(SellAsset.class, SellAsset::new);

        public SellAsset {
            checkPositive(quantity);
        }

        @Override
        public Side side() {
            return Side.SELL;
        }
    }

    /**
     * Buys or sells at the next update, under an id that the client makes and keeps: an extension. The same again is
     * the same order and has the same answer, whatever its deadline, over any connection and worker.
     *
     * @param orderId names the order within its account for ever
     * @param quantity more than 0
     * @param deadline the order is not placed after it, by the master's clock
     */
    record PlaceOrder(
            SessionId sessionId,
            TransactionId orderId,
            Side side,
            AssetSymbol name,
            Quantity quantity,
            Instant deadline)
            implements Order {
        static final Layout<PlaceOrder> LAYOUT = Layout.of(
                PlaceOrder.class,
                field("sessionID", SessionId.TYPE, PlaceOrder::sessionId),
                field("orderID", SharedTypes.TRANSACTION_ID, PlaceOrder::orderId),
                field("side", SharedTypes.SIDE_WORD, PlaceOrder::side),
                field("name", SharedTypes.ASSET_SYMBOL, PlaceOrder::name),
                field("quantity", SharedTypes.QUANTITY, PlaceOrder::quantity),
                field("deadline", FieldType.TIME, PlaceOrder::deadline),
                PlaceOrder::new);

        public PlaceOrder {
            checkPositive(quantity);
            // The wire has no finer times.
            deadline = deadline.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * Takes an order back that waits for the next update: an extension. Its reservation is free at once. Asked again it
     * is answered the same.
     *
     * @param orderId of an order of this account, however it was placed
     */
    record CancelOrder(SessionId sessionId, TransactionId orderId) implements TradeRequest {
        static final Layout<CancelOrder> LAYOUT = Layout.of(
                CancelOrder.class,
                field("sessionID", SessionId.TYPE, CancelOrder::sessionId),
                field("orderID", SharedTypes.TRANSACTION_ID, CancelOrder::orderId),
                CancelOrder::new);
    }

    /** A user's portfolio; private parts only to that user (4.6.15). */
    record GetUserPortfolio(SessionId sessionId, UserName username) implements TradeRequest {
        static final Layout<GetUserPortfolio> LAYOUT =
                userLayout(GetUserPortfolio.class, GetUserPortfolio::username, GetUserPortfolio::new);
    }

    /** A user's transactions; private parts only to that user (4.6.16). */
    record GetUserTransactionHistory(SessionId sessionId, UserName username) implements TradeRequest {
        static final Layout<GetUserTransactionHistory> LAYOUT = userLayout(
                GetUserTransactionHistory.class, GetUserTransactionHistory::username, GetUserTransactionHistory::new);
    }

    /**
     * The account's events that have a higher number than this, oldest first: what was missed while there was no
     * connection. From then on this connection hears each event as accountEvent, with its number.
     *
     * @param from the number of the last event that is known, 0 for all
     */
    record Resume(SessionId sessionId, long from) implements TradeRequest {
        static final Layout<Resume> LAYOUT = Layout.of(
                Resume.class,
                field("sessionID", SessionId.TYPE, Resume::sessionId),
                field("from", FieldType.I64, Resume::from),
                Resume::new);

        public Resume {
            if (from < 0) {
                throw new IllegalArgumentException("from must not be negative");
            }
        }
    }

    /**
     * Asks for the effects on the account of corporate actions with a higher number than this, oldest first: an
     * extension. From then on this connection hears of each further one as actionApplied.
     *
     * @param from the number of the last one that is known, 0 for all
     */
    record GetCorporateActions(SessionId sessionId, long from) implements TradeRequest {
        static final Layout<GetCorporateActions> LAYOUT = Layout.of(
                GetCorporateActions.class,
                field("sessionID", SessionId.TYPE, GetCorporateActions::sessionId),
                field("from", FieldType.I64, GetCorporateActions::from),
                GetCorporateActions::new);

        public GetCorporateActions {
            if (from < 0) {
                throw new IllegalArgumentException("from must not be negative");
            }
        }
    }

    /**
     * A page of a user's portfolio, by symbol: an extension.
     *
     * @param after the place where the page begins
     */
    record GetUserPortfolioPage(SessionId sessionId, UserName username, Cursor after) implements TradeRequest, OfPage {
        static final Layout<GetUserPortfolioPage> LAYOUT =
                userPageLayout(GetUserPortfolioPage.class, GetUserPortfolioPage::username, GetUserPortfolioPage::new);
    }

    /**
     * A page of a user's transactions, newest first: an extension. A transaction that is placed while pages are read
     * moves none of the others.
     *
     * @param after the place where the page begins
     */
    record GetUserTransactionHistoryPage(SessionId sessionId, UserName username, Cursor after)
            implements TradeRequest, OfPage {
        static final Layout<GetUserTransactionHistoryPage> LAYOUT = userPageLayout(
                GetUserTransactionHistoryPage.class,
                GetUserTransactionHistoryPage::username,
                GetUserTransactionHistoryPage::new);
    }

    private static void checkPositive(Quantity quantity) {
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("quantity must be more than 0");
        }
    }

    private static <T extends Order> Layout<T> orderLayout(
            Class<T> type, Layout.Make3<SessionId, AssetSymbol, Quantity, T> make) {
        return Layout.of(
                type,
                field("sessionID", SessionId.TYPE, WithSession::sessionId),
                field("name", SharedTypes.ASSET_SYMBOL, Order::name),
                field("quantity", SharedTypes.QUANTITY, Order::quantity),
                make);
    }

    private static <T extends TradeRequest> Layout<T> userLayout(
            Class<T> type, Function<T, UserName> username, BiFunction<SessionId, UserName, T> make) {
        return Layout.of(
                type,
                field("sessionID", SessionId.TYPE, WithSession::sessionId),
                field("username", UserName.TYPE, username),
                make);
    }

    private static <T extends TradeRequest & OfPage> Layout<T> userPageLayout(
            Class<T> type, Function<T, UserName> username, Layout.Make3<SessionId, UserName, Cursor, T> make) {
        return Layout.of(
                type,
                field("sessionID", SessionId.TYPE, WithSession::sessionId),
                field("username", UserName.TYPE, username),
                field("after", Cursor.TYPE, OfPage::after),
                make);
    }
}
