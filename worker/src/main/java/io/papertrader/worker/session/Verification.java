package io.papertrader.worker.session;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import java.time.Instant;

/** What is known of a session that a client has shown. */
public sealed interface Verification {
    /** It may be used. */
    record Active(SessionHash session, UserName userName, Instant expiry) implements Verification {}

    /** It may not, or nobody can tell now. */
    record Refused(FailCode code, String reason) implements Verification {}
}
