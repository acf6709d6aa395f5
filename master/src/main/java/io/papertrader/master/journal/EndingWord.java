package io.papertrader.master.journal;

import io.papertrader.codec.message.TransactionState;
import io.papertrader.market.Ending;

/** The protocol's word for an ending. */
public final class EndingWord {
    private EndingWord() {}

    /** An order that expired or was set aside is rejected, with its reason. */
    public static TransactionState of(Ending ending) {
        return switch (ending) {
            case FILLED -> TransactionState.SETTLED;
            case REJECTED, EXPIRED, SET_ASIDE -> TransactionState.REJECTED;
            case CANCELLED -> TransactionState.CANCELLED;
        };
    }
}
