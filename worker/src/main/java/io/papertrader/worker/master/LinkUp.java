package io.papertrader.worker.master;

/** Fired when a link to the master has been made, the first or a new one. */
public record LinkUp(long epoch) {}
