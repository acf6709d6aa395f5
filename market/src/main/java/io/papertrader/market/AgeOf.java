package io.papertrader.market;

/** The moment from which on a value grows old. */
public enum AgeOf {
    /** When it was seen: a replayed value is true on a clock of the past. */
    SEEN,
    /** When it was true: a value of today is as old as it is, however late it was seen. */
    VALUE
}
