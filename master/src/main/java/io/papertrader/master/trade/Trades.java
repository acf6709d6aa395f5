package io.papertrader.master.trade;

import io.papertrader.codec.message.TradeRequest;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** Validates orders and hands them to the queue (specification 3.1.7). */
@ApplicationScoped
class Trades {
    private final ListOfAssets list;
    private final AssetBoard board;
    private final OrderQueue queue;
    private final FeeRule feeRule;
    private final String currency;

    Trades(ListOfAssets list, AssetBoard board, OrderQueue queue, TradeConfig config) {
        this.list = list;
        this.board = board;
        this.queue = queue;
        this.feeRule = FeeRule.of(config);
        this.currency = config.currency();
    }

    /** Queued, or the first reason against it. */
    Uni<Outcome<TransactionId>> place(AccountId account, TradeRequest.Order request, Origin origin) {
        Optional<ListedAsset> listed = list.find(request.name());
        if (listed.isEmpty()) {
            return refuse(FailCode.UNKNOWN_ASSET, request.name() + " is not on the list of assets.");
        }
        if (!listed.get().currency().equals(currency)) {
            return refuse(
                    FailCode.UNKNOWN_ASSET,
                    request.name() + " is traded in " + listed.get().currency() + ", accounts are kept in " + currency
                            + ".");
        }
        Optional<CurrentValue> value = board.find(request.name()).filter(board::isFresh);
        if (value.isEmpty()) {
            return refuse(
                    FailCode.MARKET_DATA_STALE, "There is no fresh value of " + request.name() + "; try again later.");
        }
        return place(account, request, origin, value.get().value());
    }

    private Uni<Outcome<TransactionId>> place(
            AccountId account, TradeRequest.Order request, Origin origin, Money value) {
        Money cost;
        try {
            Money gross = value.times(request.quantity());
            if (gross.units() == 0) {
                return refuse(FailCode.BAD_ARGUMENT, "quantity is too small to be worth anything.");
            }
            cost = request.side() == Side.BUY ? gross.plus(feeRule.on(gross)) : Money.ZERO;
        } catch (ArithmeticException beyondAllMoney) {
            return refuseHuge(request.side(), request.name());
        }
        return queue.place(new Order(
                id(account, origin),
                account,
                request.side(),
                request.name(),
                request.quantity(),
                cost,
                origin.placedAt(),
                origin.worker()));
    }

    private static Uni<Outcome<TransactionId>> refuseHuge(Side side, AssetSymbol symbol) {
        return switch (side) {
            case BUY -> refuse(FailCode.INSUFFICIENT_FUNDS, "No account could pay for so much " + symbol + ".");
            case SELL -> refuse(FailCode.INSUFFICIENT_HOLDINGS, "No account could hold so much " + symbol + ".");
        };
    }

    /** Named by what the worker stamped on it, so that a command sent again after a broken link is the same transaction. */
    private static TransactionId id(AccountId account, Origin origin) {
        UUID worker = origin.worker();
        ByteBuffer name = ByteBuffer.allocate(5 * Long.BYTES)
                .putLong(account.value())
                .putLong(worker.getMostSignificantBits())
                .putLong(worker.getLeastSignificantBits())
                .putLong(origin.stamp().toEpochMilli())
                .putLong(origin.correlation());
        return new TransactionId(UUID.nameUUIDFromBytes(name.array()));
    }

    private static Uni<Outcome<TransactionId>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
