package io.papertrader.codec.message;

/** A question or command of one end to the other. */
public sealed interface Request extends Message
        permits AccountRequest,
                CareRequest,
                ExternalLoginRequest,
                PasswordRequest,
                RegistrationRequest,
                SessionRequest,
                TradeRequest,
                AssetRequest,
                MarketRequest,
                WorkersRequest,
                LinkRequest {

    /** A request that carries the session that authorises it (specification 4.1). */
    interface WithSession {
        /** The caller's session. */
        SessionId sessionId();
    }

    /** A request that begins a session for a user who proves an identity. */
    interface BeginsSession {
        /** True where the session ends with the connection; else it lives until it expires. */
        boolean isExpirable();
    }

    /** A request for one page of what may be longer than one packet. */
    interface OfPage {
        /** {@link Cursor#START} for the first page, then {@code next} of the page before. */
        Cursor after();
    }
}
