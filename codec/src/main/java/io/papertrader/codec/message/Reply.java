package io.papertrader.codec.message;

import java.util.Optional;

/** What a server returns (specification 4.5.3). */
public sealed interface Reply extends Message
        permits AccountReply, SessionReply, TradeReply, AssetReply, MarketReply, WorkersReply, LinkReply, Failure {

    /** A part of an answer that may be longer than one packet. */
    interface Page {
        /** Where the next page begins; absent where there is no more. */
        Optional<Cursor> next();
    }
}
