package io.papertrader.codec.message;

/** Anything that an {@link Instruction} describes. */
public sealed interface Message permits Request, Reply, Event {}
