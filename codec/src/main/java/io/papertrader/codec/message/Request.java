package io.papertrader.codec.message;

/** What one end asks of the other. */
public sealed interface Request extends Message
        permits AccountRequest, SessionRequest, TradeRequest, AssetRequest, MarketRequest, WorkersRequest, LinkRequest {

    /** A request that carries the session that authorises it (specification 4.1). */
    interface WithSession {
        /** The caller's session. */
        SessionId sessionId();
    }

    /** A request for one page of what may be longer than one packet. */
    interface OfPage {
        /** {@link Cursor#START} for the first page, then {@code next} of the page before. */
        Cursor after();
    }
}
