package io.papertrader.master.live;

/** The length of a bar of the past. */
public enum Resolution {
    /** A minute. */
    MINUTE,
    /** A trading day. */
    DAY
}
