package io.papertrader.codec.wire;

/** Bytes that are no valid message, with the code and the plain reason that the sender is told. */
public final class WireFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailCode code;
    private final String reason;

    /** The reason is one sentence for people. */
    public WireFault(FailCode code, String reason) {
        // No stack trace: any stranger can cause one, and it would say nothing.
        super(reason, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    static WireFault malformed(String reason) {
        return new WireFault(FailCode.MALFORMED, reason);
    }

    static WireFault badArgument(String reason) {
        return new WireFault(FailCode.BAD_ARGUMENT, reason);
    }

    /** The word for programs. */
    public FailCode code() {
        return code;
    }

    /** The sentence for people. */
    public String reason() {
        return reason;
    }
}
