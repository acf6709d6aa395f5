package io.papertrader.client.connection;

import io.papertrader.codec.wire.FailCode;

/** The reason for which a connection ended, with a sentence for people. */
record ConnectionEnd(Kind kind, String reason) {
    enum Kind {
        /** The other end, or the way there, went away. */
        LOST,
        /** The same, before it answered anything: what listens there may be no worker, or speak otherwise. */
        UNMET,
        /** The other end sent what is no valid message. */
        MALFORMED,
        /** The other end let a request wait for too long. */
        TIMED_OUT,
        /** Its state cannot be changed any more; all that was sent has its answer. */
        RETIRED,
        /** The client was closed. */
        CLOSED
    }

    /** True where another connection may do better. A request that is answered by garbage would be so again. */
    boolean mayBeRepeated() {
        return kind == Kind.LOST || kind == Kind.UNMET || kind == Kind.TIMED_OUT;
    }

    /** True where others should be tried before this worker is again. */
    boolean isWorkersFault() {
        return kind == Kind.MALFORMED || kind == Kind.TIMED_OUT || kind == Kind.UNMET;
    }

    FailCode code() {
        return kind == Kind.MALFORMED ? FailCode.MALFORMED : FailCode.UNAVAILABLE;
    }
}
