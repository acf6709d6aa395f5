package io.papertrader.client.connection;

import io.papertrader.codec.wire.FailCode;

/** The reason for which a request has no answer: a word for programs, and a sentence for people as the message. */
public abstract sealed class PaperTraderException extends RuntimeException
        permits RefusedException, UnreachableException, OutcomeUnknownException {
    private static final long serialVersionUID = 1L;

    private final FailCode code;

    PaperTraderException(FailCode code, String reason) {
        // No stack trace: it is made on the event loop and would show nothing of the caller.
        super(reason, null, false, false);
        this.code = code;
    }

    /** The word for programs. */
    public FailCode code() {
        return code;
    }

    /** The sentence for people. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
