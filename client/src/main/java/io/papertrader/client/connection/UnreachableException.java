package io.papertrader.client.connection;

import io.papertrader.codec.wire.FailCode;

/**
 * No worker answered: none could be reached, the connection broke too often, the time was over, or what came was no
 * valid message ({@link FailCode#MALFORMED}). Nothing was done, or what was asked for can be asked again.
 */
public final class UnreachableException extends PaperTraderException {
    private static final long serialVersionUID = 1L;

    UnreachableException(FailCode code, String reason) {
        super(code, reason);
    }

    UnreachableException(String reason) {
        this(FailCode.UNAVAILABLE, reason);
    }
}
