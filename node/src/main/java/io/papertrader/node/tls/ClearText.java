package io.papertrader.node.tls;

/** Where a port may speak in the clear. */
public enum ClearText {
    /** Where what is sent stays on this machine. */
    ON_LOOPBACK,

    /** Anywhere: the operator has said that something else encrypts. */
    SOMETHING_ELSE_ENCRYPTS
}
