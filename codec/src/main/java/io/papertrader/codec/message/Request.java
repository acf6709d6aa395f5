package io.papertrader.codec.message;

/** What one end asks of the other. */
public sealed interface Request extends Message
        permits AccountRequest, SessionRequest, TradeRequest, AssetRequest, WorkersRequest, LinkRequest {

    /** A request that carries the session that authorises it (specification 4.1). */
    interface WithSession {
        /** The caller's session. */
        SessionId sessionId();
    }
}
