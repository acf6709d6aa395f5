package io.papertrader.master.session;

/** The consequence for a session that comes from another address than the one that it was logged in from. */
public enum AddressChange {
    /** Nothing: people move. */
    OFF,
    /** It is written into the audit trail. */
    WARN,
    /** The session ends. */
    END
}
