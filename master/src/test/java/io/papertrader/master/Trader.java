package io.papertrader.master;

import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeRequest.CancelOrder;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.TradeRequest.Order;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.TradeRequest.SellAsset;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A user with an account and a session, who speaks through a worker. */
public record Trader(Desk desk, UserName userName, SessionId session) {
    public PurchaseAsset purchase(String symbol, String quantity) {
        return new PurchaseAsset(session, new AssetSymbol(symbol), Quantity.of(quantity));
    }

    public SellAsset sale(String symbol, String quantity) {
        return new SellAsset(session, new AssetSymbol(symbol), Quantity.of(quantity));
    }

    /** An order under an id of the client's own. */
    public PlaceOrder order(TransactionId id, Side side, String symbol, String quantity, Instant deadline) {
        return new PlaceOrder(session, id, side, new AssetSymbol(symbol), Quantity.of(quantity), deadline);
    }

    /** A purchase that has a minute. */
    public PlaceOrder purchase(TransactionId id, String symbol, String quantity) {
        return order(id, Side.BUY, symbol, quantity, desk.now().plusSeconds(60));
    }

    public Reply cancel(TransactionId id) {
        return desk.ask(new CancelOrder(session, id));
    }

    public Reply buy(String symbol, String quantity) {
        return desk.ask(purchase(symbol, quantity));
    }

    public Reply sell(String symbol, String quantity) {
        return desk.ask(sale(symbol, quantity));
    }

    /** Places an order that must be accepted. */
    public TransactionId place(Order order) {
        return ((Accepted) desk.ask(order)).transactionId();
    }

    public Portfolio portfolio() {
        return (Portfolio) desk.ask(new GetUserPortfolio(session, userName));
    }

    public Portfolio.Owned funds() {
        return portfolio().owned().orElseThrow();
    }

    /** The holding of an asset; there must be one. */
    public Portfolio.Holding holding(String symbol) {
        return funds().holdings().stream()
                .filter(held -> held.symbol().value().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    /** All of it, page by page. */
    public List<Transaction> history() {
        List<Transaction> history = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            HistoryPage page = (HistoryPage) desk.ask(new GetUserTransactionHistoryPage(session, userName, next.get()));
            history.addAll(page.history().transactions());
            next = page.next();
        }
        return history;
    }

    public Transaction transaction(TransactionId id) {
        return history().stream()
                .filter(past -> past.owned().orElseThrow().transactionId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public UserInfo info() {
        return (UserInfo) desk.ask(new GetUserInfo(session, userName));
    }
}
