package io.papertrader.client.connection;

import io.papertrader.codec.wire.FailCode;

/** Why a connection ended, with a sentence for people. */
record Ending(Kind kind, String reason) {
    enum Kind {
        /** The other end, or the way there, went away. */
        LOST,
        /** The other end sent what is no valid message. */
        MALFORMED,
        /** The other end let a request wait for too long. */
        TIMED_OUT,
        /** Its state cannot be changed any more; all that was sent has its answer. */
        RETIRED,
        /** The client was closed. */
        CLOSED
    }

    /** Whether another connection may do better. A request that is answered by garbage would be so again. */
    boolean mayBeRepeated() {
        return kind == Kind.LOST || kind == Kind.TIMED_OUT;
    }

    FailCode code() {
        return kind == Kind.MALFORMED ? FailCode.MALFORMED : FailCode.UNAVAILABLE;
    }
}
