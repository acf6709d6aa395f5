package io.papertrader.master.trade;

import io.papertrader.codec.message.LinkEvent.AccountEvents.Numbered;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.Utf8;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.vocabulary.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of a queued transaction.
 *
 * @param state settled, rejected or cancelled
 * @param price the value that it settled at
 * @param value the value with its time and source
 * @param reason why it was rejected, else empty
 */
record Settlement(
        QueuedTransaction transaction,
        TransactionState state,
        Instant settledAt,
        Optional<Money> price,
        Money fee,
        FeeRule feeRule,
        CurrentValue value,
        String reason) {
    Settlement {
        reason = Utf8.shortened(reason, Transaction.Owned.REASON_BYTES);
    }

    /** What the owner is told, as the account's event of this number. */
    Numbered toEvent(long number) {
        Order order = transaction.order();
        return new Numbered(
                transaction.userName(),
                number,
                new Transaction(
                        order.side(),
                        order.symbol(),
                        state,
                        order.placedAt(),
                        Optional.of(settledAt),
                        price,
                        Optional.of(new Transaction.Owned(
                                order.id(),
                                order.quantity(),
                                fee,
                                Optional.of(value.time()),
                                value.source(),
                                reason))));
    }
}
