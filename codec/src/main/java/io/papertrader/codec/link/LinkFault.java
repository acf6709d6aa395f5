package io.papertrader.codec.link;

/**
 * The reason for which a key, a message or a record of the master-worker link is not accepted. It is plain and holds no
 * secret; bad input is expected at this edge, so the type is checked and carries no stack trace.
 */
public final class LinkFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public LinkFault(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    /** Returns the plain sentence that says what is wrong. */
    public String reason() {
        return reason;
    }
}
