package io.papertrader.codec.message;

/** News that a server tells unasked. */
public sealed interface Event extends Message permits AssetEvent, TradeEvent, WorkersEvent, LinkEvent {}
