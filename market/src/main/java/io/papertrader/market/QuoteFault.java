package io.papertrader.market;

/** The reason for which a quote is not taken. */
public enum QuoteFault {
    /** The asset is not on the list of assets. */
    UNKNOWN_ASSET,
    /** A value is above zero. */
    NOT_POSITIVE,
    /** The update has an earlier quote of the asset. */
    TWICE,
    /** Its time is not after that of the last value: the source repeats itself. */
    NOT_LATER
}
