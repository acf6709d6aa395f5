package io.papertrader.client.connection;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.wire.FailCode;

/**
 * The network said no, with one of the fail returns of specification 4.5.3; or the client itself did, where the request
 * could not have been answered otherwise (no session, an argument out of its bounds). Nothing was done; where the code
 * is UNAVAILABLE, it was about something that can be asked again.
 */
public final class RefusedException extends PaperTraderException {
    private static final long serialVersionUID = 1L;

    /** An exception with the server's word and sentence. */
    public RefusedException(FailCode code, String reason) {
        super(code, reason);
    }

    static RefusedException of(Failure failure) {
        return new RefusedException(failure.code(), failure.reason());
    }

    static RefusedException notLoggedIn() {
        return new RefusedException(FailCode.BAD_SESSION, "Log in first.");
    }
}
