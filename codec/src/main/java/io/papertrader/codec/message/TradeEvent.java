package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.Layout;

/** What clients hear about their transactions. */
public sealed interface TradeEvent extends Event {
    /** A transaction of the account settled or was rejected; with its private part. */
    record TransactionSettled(Transaction transaction) implements TradeEvent {
        static final Layout<TransactionSettled> LAYOUT = Layout.of(
                TransactionSettled.class,
                field("transaction", Transaction.LAYOUT, TransactionSettled::transaction),
                TransactionSettled::new);
    }
}
