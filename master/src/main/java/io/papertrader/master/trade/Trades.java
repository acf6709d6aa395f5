package io.papertrader.master.trade;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderCancelled;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.RefuseReason;
import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Trade;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.master.asset.Wanted;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.journal.TooManyWaiting;
import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Supplier;

/** Brings orders to the market, and says in the protocol's words what came of them (specification 3.1.7). */
@ApplicationScoped
class Trades {
    private static final Terms AT_NEXT_VALUE = new Terms.AtNextValue();

    private final Sequencer sequencer;
    private final ListOfAssets list;
    private final Wanted wanted;

    Trades(Sequencer sequencer, ListOfAssets list, Wanted wanted) {
        this.sequencer = sequencer;
        this.list = list;
        this.wanted = wanted;
    }

    /** Queued under this id, or the first reason against it. */
    Uni<Outcome<TransactionId>> place(
            AccountId account, TransactionId id, TradeRequest.Order order, Instant deadline, Origin origin) {
        wanted.note(order.name());
        Trade trade = new Trade(order.side(), listed(order.name()), order.quantity(), AT_NEXT_VALUE);
        return told(id, Instruction.of(order), () -> sequencer.place(account.portfolio(), id, trade, deadline, origin));
    }

    /**
     * The symbol as the list spells it: the market knows no other spelling, and an order sent again in another one is
     * the same order.
     */
    private AssetSymbol listed(AssetSymbol typed) {
        return list.find(typed).map(ListedAsset::symbol).orElse(typed);
    }

    /** Ends when what was decided up to now can be seen; where nothing can be decided, there is nothing to wait for. */
    Uni<Void> visible() {
        return sequencer.durable().onFailure().recoverWithNull();
    }

    /** Taken back, or the reason against it. */
    Uni<Outcome<TransactionId>> cancel(AccountId account, TransactionId id) {
        return told(id, Instruction.CANCEL_ORDER, () -> sequencer.cancel(account.portfolio(), id));
    }

    /** One that was sent again may have been done: nothing is said of it where it was not looked at. */
    private Uni<Outcome<TransactionId>> told(TransactionId id, Instruction asked, Supplier<Uni<MarketEvent>> command) {
        return command.get()
                .map(event -> outcome(id, event))
                .onFailure(TooManyWaiting.class)
                .recoverWithItem(() -> Outcome.refused(
                        FailCode.UNAVAILABLE, "Too many orders are waiting; " + asked.ifUnanswered() + "."));
    }

    private Outcome<TransactionId> outcome(TransactionId id, MarketEvent event) {
        return switch (event) {
            case OrderAccepted accepted -> Outcome.done(id);
            case OrderCancelled cancelled -> Outcome.done(id);
            case MarketEvent.OrderKnown known -> Outcome.done(id);
            case MarketEvent.DoneBefore done -> Outcome.done(id);
            case Refused refused -> Outcome.refused(code(refused.reason()), text(refused));
            default -> throw new IllegalStateException("The market said " + event + " to an order");
        };
    }

    private String text(Refused refused) {
        if (refused.reason() == RefuseReason.UNKNOWN_ASSET && refused.command() instanceof PlaceOrder order) {
            return list.index().unknown(order.trade().symbol());
        }
        return refused.detail().isEmpty() ? refused.reason().text() : refused.detail();
    }

    private static FailCode code(RefuseReason reason) {
        return switch (reason) {
            case ID_USED -> FailCode.ID_USED;
            case DEADLINE_PASSED -> FailCode.DEADLINE_PASSED;
            case UNKNOWN_ASSET, OTHER_CURRENCY -> FailCode.UNKNOWN_ASSET;
            case MARKET_CLOSED -> FailCode.MARKET_CLOSED;
            case STALE_VALUE -> FailCode.MARKET_DATA_STALE;
            case TOO_SMALL -> FailCode.BAD_ARGUMENT;
            case TOO_MANY_OPEN_ORDERS -> FailCode.TOO_MANY_OPEN_ORDERS;
            case INSUFFICIENT_FUNDS -> FailCode.INSUFFICIENT_FUNDS;
            case INSUFFICIENT_HOLDINGS -> FailCode.INSUFFICIENT_HOLDINGS;
            case UNKNOWN_ORDER -> FailCode.UNKNOWN_ORDER;
            case ORDER_DUE, ORDER_ENDED -> FailCode.ORDER_ENDED;
            case UNKNOWN_PORTFOLIO, PORTFOLIO_EXISTS, WRONG_UPDATE, STILL_CLEARING, NOT_CLEARING, STILL_TRADING ->
                FailCode.UNAVAILABLE;
        };
    }
}
