package io.papertrader.vocabulary;

/** The direction of a transaction. */
public enum Side {
    /** A purchase. */
    BUY,
    /** A sale. */
    SELL
}
