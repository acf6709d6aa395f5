package io.papertrader.market;

/** The ways in which an order ends. */
public enum Ending {
    /** It filled. */
    FILLED,
    /** A value or the portfolio's cash did not allow it. */
    REJECTED,
    /** Its client took it back. */
    CANCELLED,
    /** Its asset has had no value for too long, or the market closed. */
    EXPIRED,
    /** It could not be booked. */
    SET_ASIDE
}
