package io.papertrader.master.session;

/** What happens when a session comes from another address than the one that it was logged in from. */
public enum AddressChange {
    /** Nothing: people move. */
    OFF,
    /** It is written into the audit trail. */
    WARN,
    /** The session ends. */
    END
}
