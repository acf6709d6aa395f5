package io.papertrader.master.live;

/** The permission that a provider's terms give to hand its prices on to others. */
public enum DataTerms {
    /** Anybody may have them, where the source is named. */
    OPEN,
    /** Nothing was found that says so or forbids it; the operator reads the terms. */
    UNSTATED,
    /** They are for the holder of the key alone, unless a contract says otherwise. */
    OWN_USE
}
