package io.papertrader.worker.session;

import io.papertrader.codec.wire.FailCode;

/** The outcome of verifying a session that a client has shown. */
public sealed interface Verification {
    /** The session may be used. */
    record Active(Session session) implements Verification {}

    /** It may not, or nobody can tell now. */
    record Refused(FailCode code, String reason) implements Verification {
        /** True where the master has said so, so that asking again is of no use. */
        public boolean isFinal() {
            return code == FailCode.BAD_SESSION;
        }
    }
}
