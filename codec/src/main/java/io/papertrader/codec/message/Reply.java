package io.papertrader.codec.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A server's return (specification 4.5.3). */
public sealed interface Reply extends Message
        permits AccountReply,
                CareReply,
                ExternalLoginReply,
                PasswordReply,
                SessionReply,
                TradeReply,
                AssetReply,
                MarketReply,
                WorkersReply,
                LinkReply,
                Failure {

    /** A session has begun, or goes on. */
    interface SessionBegun {
        /** The session's secret. */
        SessionId id();

        /** The moment at which it ends, unless it is ended before. */
        Instant expiry();

        /** Some of those it can be used with (specification 3.1.5). */
        List<WorkerAddress> workers();
    }

    /** A part of an answer that may be longer than one packet. */
    interface Page {
        /** The cursor of the next page; absent where there is no more. */
        Optional<Cursor> next();
    }
}
