package io.papertrader.client.connection;

import io.papertrader.codec.wire.FailCode;

/**
 * A purchase, a sale or a registration was sent, and the connection ended before its answer came. It may have been
 * accepted, so the client never sends it again by itself: the history tells.
 */
public final class OutcomeUnknownException extends PaperTraderException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknownException(String cause) {
        super(FailCode.UNAVAILABLE, "Outcome unknown, look at your history: " + cause);
    }
}
