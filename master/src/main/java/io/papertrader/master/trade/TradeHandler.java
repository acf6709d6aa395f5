package io.papertrader.master.trade;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeReply.SellSuccess;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.Order;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.message.TransactionId;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests about trading, in and out of the protocol. */
@ApplicationScoped
public class TradeHandler {
    private final Sessions sessions;
    private final Trades trades;
    private final Portfolios portfolios;
    private final HistoryRepository history;

    TradeHandler(Sessions sessions, Trades trades, Portfolios portfolios, HistoryRepository history) {
        this.sessions = sessions;
        this.trades = trades;
        this.portfolios = portfolios;
        this.history = history;
    }

    /** Answers a request; the origin says which worker stamped it, and when. */
    public Uni<Reply> handle(TradeRequest request, Origin origin) {
        return sessions.authorise(request.sessionId())
                .flatMap(owner -> owner.map(known -> handle(request, known, origin))
                        .orElseGet(() ->
                                Uni.createFrom().item(() -> Sessions.notActive().reply(request, never -> null))));
    }

    private Uni<Reply> handle(TradeRequest request, Owner owner, Origin origin) {
        return switch (request) {
            case Order order ->
                trades.place(owner.account(), order, origin)
                        .map(outcome -> outcome.reply(order, id -> queued(order, id)));
            case GetUserPortfolio portfolio -> portfolio(portfolio, owner);
            case GetUserTransactionHistory past -> history(past, owner);
            case Resume resume -> history.events(owner.account(), resume.from()).map(page -> page);
        };
    }

    private static Reply queued(Order order, TransactionId id) {
        return switch (order.side()) {
            case BUY -> new PurchaseSuccess(id, TransactionState.QUEUED);
            case SELL -> new SellSuccess(id, TransactionState.QUEUED);
        };
    }

    private Uni<Reply> portfolio(GetUserPortfolio request, Owner owner) {
        return portfolios
                .of(request.username())
                .map(found -> found.<Reply>map(
                                owned -> owned.toPortfolio(owned.account().equals(owner.account())))
                        .orElseGet(() -> unknown(request, request.username())));
    }

    private Uni<Reply> history(GetUserTransactionHistory request, Owner owner) {
        return history.account(request.username())
                .flatMap(account -> account.map(found -> history.newestFirst(found, found.equals(owner.account()))
                                .<Reply>map(TransactionHistory::new))
                        .orElseGet(() -> Uni.createFrom().item(() -> unknown(request, request.username()))));
    }

    private static Reply unknown(TradeRequest request, UserName userName) {
        return Instruction.of(request).failure(FailCode.UNKNOWN_USER, "There is no user " + userName + ".");
    }
}
