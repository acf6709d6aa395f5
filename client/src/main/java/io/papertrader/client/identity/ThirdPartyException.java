package io.papertrader.client.identity;

/** The user could not be logged in at the third party. The message is one sentence for people. */
public final class ThirdPartyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** The kind of trouble, for programs. */
    public enum Kind {
        /** The user, or the third party, did not agree. */
        DENIED,
        /** The user did nothing for too long. */
        TIMED_OUT,
        /** The answer was not meant for this login: somebody else may have sent it. */
        FOREIGN,
        /** The third party cannot be reached. */
        UNREACHABLE,
        /** The third party answers what it should not, or lacks what is needed. */
        UNSUITABLE
    }

    ThirdPartyException(Kind kind, String sentence) {
        super(sentence, null, false, false);
        this.kind = kind;
    }

    /** The kind of trouble. */
    public Kind kind() {
        return kind;
    }
}
