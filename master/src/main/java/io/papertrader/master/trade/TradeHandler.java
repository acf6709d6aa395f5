package io.papertrader.master.trade;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeReply.OrderCancelled;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.TradeReply.PortfolioPage;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeReply.SellSuccess;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.message.TradeRequest.CancelOrder;
import io.papertrader.codec.message.TradeRequest.GetCorporateActions;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolioPage;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.TradeRequest.Order;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.message.TradeRequest.SellAsset;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.Sessions;
import io.papertrader.master.trade.Portfolios.Owned;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Requests about trading, in and out of the protocol. */
@ApplicationScoped
public class TradeHandler {
    private final Trades trades;
    private final Portfolios portfolios;
    private final HistoryRepository history;
    private final ActionHistory actions;
    private final TradeConfig config;

    TradeHandler(
            Trades trades,
            Portfolios portfolios,
            HistoryRepository history,
            ActionHistory actions,
            TradeConfig config) {
        this.trades = trades;
        this.portfolios = portfolios;
        this.history = history;
        this.actions = actions;
        this.config = config;
    }

    /**
     * Answers a request.
     *
     * @param owner of its session; empty where that is not active
     * @param origin says which worker stamped it, and when
     */
    public Uni<Reply> handle(TradeRequest request, Optional<Owner> owner, Origin origin) {
        return owner.map(known -> handle(request, known, origin))
                .orElseGet(() ->
                        Uni.createFrom().item(() -> Sessions.notActive().reply(request, never -> null)));
    }

    private Uni<Reply> handle(TradeRequest request, Owner owner, Origin origin) {
        return switch (request) {
            case PlaceOrder order -> place(order, order.orderId(), order.deadline(), owner, origin);
            case Order order -> place(order, StampedId.of(owner.account(), origin), deadline(origin), owner, origin);
            case CancelOrder cancel ->
                trades.cancel(owner.account(), cancel.orderId())
                        .map(outcome ->
                                outcome.reply(cancel, id -> new OrderCancelled(id, TransactionState.CANCELLED)));
            case GetUserPortfolio first ->
                portfolio(
                        first,
                        first.username(),
                        owner,
                        owned -> page(owned, owner, Optional.empty()).portfolio());
            case GetUserPortfolioPage page ->
                Outcome.position(page.after(), AssetSymbol::new)
                        .replyLater(
                                page,
                                after -> portfolio(page, page.username(), owner, owned -> page(owned, owner, after)));
            case GetUserTransactionHistory first ->
                history(first, first.username(), owner, Optional.empty(), HistoryPage::history);
            case GetUserTransactionHistoryPage page ->
                Outcome.position(page.after(), HistoryPosition::parse)
                        .replyLater(page, after -> history(page, page.username(), owner, after, read -> read));
            case GetCorporateActions behind ->
                actions.page(owner.account(), behind.from()).map(page -> page);
            case Resume resume -> history.events(owner.account(), resume.from()).map(page -> page);
        };
    }

    private Uni<Reply> place(Order order, TransactionId id, Instant deadline, Owner owner, Origin origin) {
        return trades.place(owner.account(), id, order, deadline, origin)
                .map(outcome -> outcome.reply(order, placed -> queued(order, placed)));
    }

    /** Before the worker gives the order up: what it then says of the history has to be true. */
    private Instant deadline(Origin origin) {
        return origin.takenAt().plus(config.placeWithin());
    }

    private static Reply queued(Order order, TransactionId id) {
        return switch (order) {
            case PurchaseAsset purchase -> new PurchaseSuccess(id, TransactionState.QUEUED);
            case SellAsset sale -> new SellSuccess(id, TransactionState.QUEUED);
            case PlaceOrder placed -> new OrderPlaced(id, TransactionState.QUEUED);
        };
    }

    private Uni<Reply> portfolio(TradeRequest request, UserName userName, Owner asker, Function<Owned, Reply> reply) {
        return portfolios
                .of(userName, asker.account())
                .map(found -> found.map(reply).orElseGet(() -> unknown(request, userName)));
    }

    private static PortfolioPage page(Owned owned, Owner caller, Optional<AssetSymbol> after) {
        return owned.page(owned.account().equals(caller.account()), after);
    }

    /** Whoever was told nothing of an order looks here: one that was decided and is being written has to be seen. */
    private Uni<Reply> history(
            TradeRequest request,
            UserName userName,
            Owner caller,
            Optional<HistoryPosition> after,
            Function<HistoryPage, Reply> reply) {
        return (after.isEmpty() ? trades.visible() : Uni.createFrom().voidItem())
                .flatMap(visible -> history.account(userName, caller.account()))
                .flatMap(account -> account.map(found -> history.page(found, found.equals(caller.account()), after)
                                .map(page -> new HistoryPage(new TransactionHistory(page.items()), page.next()))
                                .map(reply))
                        .orElseGet(() -> Uni.createFrom().item(() -> unknown(request, userName))));
    }

    private static Reply unknown(TradeRequest request, UserName userName) {
        return Instruction.of(request).failure(FailCode.UNKNOWN_USER, "There is no user " + userName + ".");
    }
}
