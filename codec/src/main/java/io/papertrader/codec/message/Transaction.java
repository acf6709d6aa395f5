package io.papertrader.codec.message;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A purchase or sale (specification 2.4, 3.1.7).
 *
 * @param placedAt the worker's timestamp on the command
 * @param settledAt the moment at which it settled, was rejected or cancelled
 * @param price the value it settled at
 * @param owned the part that only its owner sees
 */
public record Transaction(
        Side side,
        AssetSymbol symbol,
        TransactionState state,
        Instant placedAt,
        Optional<Instant> settledAt,
        Optional<Money> price,
        Optional<Owned> owned) {
    /** Binary. */
    public static final Layout<Transaction> LAYOUT = Layout.of(
            Transaction.class,
            field("side", SharedTypes.SIDE, Transaction::side),
            field("symbol", SharedTypes.ASSET_SYMBOL, Transaction::symbol),
            field("state", TransactionState.TYPE, Transaction::state),
            field("placedAt", FieldType.TIME, Transaction::placedAt),
            field("settledAt", FieldType.TIME.optional(), Transaction::settledAt),
            field("price", SharedTypes.MONEY.optional(), Transaction::price),
            field("private", Owned.LAYOUT.optional(), Transaction::owned),
            Transaction::new);

    /**
     * The private part.
     *
     * @param valueTime the time of the asset value that it settled on
     * @param valueSource the source of that value
     * @param reason the reason for which it was rejected, else empty
     */
    public record Owned(
            TransactionId transactionId,
            Quantity quantity,
            Money fee,
            Optional<Instant> valueTime,
            String valueSource,
            String reason) {
        /** The most bytes of a source in UTF-8. */
        public static final int SOURCE_BYTES = 64;

        /** The most bytes of a reason in UTF-8. */
        public static final int REASON_BYTES = 128;

        /** Binary. */
        public static final Layout<Owned> LAYOUT = Layout.of(
                Owned.class,
                field("transactionId", SharedTypes.TRANSACTION_ID, Owned::transactionId),
                field("quantity", SharedTypes.QUANTITY, Owned::quantity),
                field("fee", SharedTypes.MONEY, Owned::fee),
                field("valueTime", FieldType.TIME.optional(), Owned::valueTime),
                field("valueSource", FieldType.STR.atMost(SOURCE_BYTES), Owned::valueSource),
                field("reason", FieldType.STR.atMost(REASON_BYTES), Owned::reason),
                Owned::new);
    }
}
