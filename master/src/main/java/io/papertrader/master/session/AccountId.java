package io.papertrader.master.session;

/** An account's number in the database; never leaves the master. */
public record AccountId(long value) {}
