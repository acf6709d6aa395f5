package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;

/** News of clients' transactions. */
public sealed interface TradeEvent extends Event {
    /** A transaction of the account settled, was rejected or cancelled; with its private part. */
    record TransactionSettled(Transaction transaction) implements TradeEvent {
        static final Layout<TransactionSettled> LAYOUT = Layout.of(
                TransactionSettled.class,
                field("transaction", Transaction.LAYOUT, TransactionSettled::transaction),
                TransactionSettled::new);
    }

    /**
     * The same, with its number, on a connection that used resume.
     *
     * @param number counts the account's events from 1, without a gap
     */
    record AccountEvent(long number, Transaction transaction) implements TradeEvent {
        static final Layout<AccountEvent> LAYOUT = Layout.of(
                AccountEvent.class,
                field("number", FieldType.I64, AccountEvent::number),
                field("transaction", Transaction.LAYOUT, AccountEvent::transaction),
                AccountEvent::new);
    }

    /** A corporate action did something to the account, on a connection that used getCorporateActions. */
    record ActionApplied(PortfolioAction action) implements TradeEvent {
        static final Layout<ActionApplied> LAYOUT = Layout.of(
                ActionApplied.class,
                field("action", PortfolioAction.LAYOUT, ActionApplied::action),
                ActionApplied::new);
    }
}
