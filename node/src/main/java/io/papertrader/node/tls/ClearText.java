package io.papertrader.node.tls;

/** The addresses on which a port may speak in the clear. */
public enum ClearText {
    /** Loopback alone, where all that is sent stays on this machine. */
    ON_LOOPBACK,

    /** Any address: the operator has said that something else encrypts. */
    SOMETHING_ELSE_ENCRYPTS
}
