package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;

/** The shared words on the wire; the words themselves know no bytes. */
final class SharedTypes {
    /** {@code num}. */
    static final FieldType<Money> MONEY = FieldType.NUM.as(Money::new, Money::units);

    /** {@code num}. */
    static final FieldType<Percent> PERCENT = FieldType.NUM.as(Percent::new, Percent::units);

    /** {@code num}. */
    static final FieldType<Quantity> QUANTITY = FieldType.NUM.as(Quantity::new, Quantity::units);

    /** {@code str}. */
    static final FieldType<AssetSymbol> ASSET_SYMBOL =
            FieldType.STR.atMost(AssetSymbol.MAX_LENGTH).as(AssetSymbol::new, AssetSymbol::value);

    /** {@code u8}: 1 buy, 2 sell. */
    static final FieldType<Side> SIDE =
            FieldType.U8.as(SharedTypes::side, SharedTypes::code).said(Side::name);

    /** {@code str}: the word, as an argument. */
    static final FieldType<Side> SIDE_WORD = FieldType.STR.atMost(4).as(SharedTypes::side, Side::name);

    /** {@code str}: the UUID's 36 characters. */
    static final FieldType<TransactionId> TRANSACTION_ID =
            FieldType.STR.atMost(36).as(TransactionId::parse, TransactionId::toString);

    private SharedTypes() {}

    private static Side side(int code) {
        return switch (code) {
            case 1 -> Side.BUY;
            case 2 -> Side.SELL;
            default -> throw new IllegalArgumentException("must be 1 (buy) or 2 (sell)");
        };
    }

    private static Side side(String word) {
        return switch (word) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw new IllegalArgumentException("must be BUY or SELL");
        };
    }

    private static int code(Side side) {
        return switch (side) {
            case BUY -> 1;
            case SELL -> 2;
        };
    }
}
