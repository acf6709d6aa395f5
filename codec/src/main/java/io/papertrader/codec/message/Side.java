package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Arrays;

/** Which way a transaction goes. */
public enum Side {
    /** A purchase. */
    BUY(1),
    /** A sale. */
    SELL(2);

    /** {@code u8}: 1 buy, 2 sell. */
    public static final FieldType<Side> TYPE = FieldType.U8.as(Side::of, side -> side.code);

    private final int code;

    Side(int code) {
        this.code = code;
    }

    private static Side of(int code) {
        return Arrays.stream(values())
                .filter(side -> side.code == code)
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("must be 1 (buy) or 2 (sell)"));
    }
}
