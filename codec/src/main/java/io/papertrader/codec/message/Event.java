package io.papertrader.codec.message;

/** What a server says unasked. */
public sealed interface Event extends Message permits AssetEvent, TradeEvent, WorkersEvent, LinkEvent {}
