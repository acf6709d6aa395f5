package io.papertrader.market;

/** The moment from which on a value grows old. */
public enum AgeOf {
    /** The time at which it was seen: a replayed value is true on a clock of the past. */
    SEEN,
    /** The time at which it was true: a value of today is as old as it is, however late it was seen. */
    VALUE
}
