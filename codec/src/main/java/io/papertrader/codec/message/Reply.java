package io.papertrader.codec.message;

/** What a server returns (specification 4.5.3). */
public sealed interface Reply extends Message
        permits AccountReply, SessionReply, TradeReply, AssetReply, WorkersReply, LinkReply, Failure {}
