package io.papertrader.vocabulary;

/** Which way a transaction goes. */
public enum Side {
    /** A purchase. */
    BUY,
    /** A sale. */
    SELL
}
