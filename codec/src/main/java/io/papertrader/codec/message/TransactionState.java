package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Arrays;
import java.util.function.Predicate;

/** A transaction's place in its life. */
public enum TransactionState {
    /** Accepted and durable, waits for the next update. */
    QUEUED(1),
    /** Done, at the value of an update after it was placed. */
    SETTLED(2),
    /** Not done; the reason is told to its owner. */
    REJECTED(3),
    /** Taken back before it settled. */
    CANCELLED(4);

    /** {@code u8}: 1 queued, 2 settled, 3 rejected, 4 cancelled. */
    public static final FieldType<TransactionState> TYPE =
            FieldType.U8.as(TransactionState::of, state -> state.code).said(TransactionState::name);

    /** {@code str}: the word, as an argument. */
    public static final FieldType<TransactionState> WORD =
            FieldType.STR.as(TransactionState::of, TransactionState::name);

    private final int code;

    TransactionState(int code) {
        this.code = code;
    }

    private static TransactionState of(int code) {
        return find(state -> state.code == code, "must be 1 to 4");
    }

    private static TransactionState of(String word) {
        return find(state -> state.name().equals(word), "must be QUEUED, SETTLED, REJECTED or CANCELLED");
    }

    private static TransactionState find(Predicate<TransactionState> wanted, String rule) {
        return Arrays.stream(values()).filter(wanted).findAny().orElseThrow(() -> new IllegalArgumentException(rule));
    }
}
