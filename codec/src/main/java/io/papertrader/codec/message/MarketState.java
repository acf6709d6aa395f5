package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Arrays;

/** The market's readiness to take orders. */
public enum MarketState {
    /** Orders are taken. */
    OPEN,
    /** Orders are taken and wait, as the operator has halted the market. */
    HALTED,
    /** Orders are refused: there will be no more values. */
    CLOSED;

    /** {@code str}: the word. */
    public static final FieldType<MarketState> TYPE = FieldType.STR.atMost(6).as(MarketState::of, MarketState::name);

    private static MarketState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(word))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("must be OPEN, HALTED or CLOSED"));
    }
}
