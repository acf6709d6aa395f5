package io.papertrader.master.audit;

/** The acts of which the audit trail keeps the actor. The table keeps the names, so that none is ever changed. */
public enum Act {
    REGISTERED,
    LOGGED_IN,
    LOGIN_FAILED,
    /** A login that was not even looked at, as too many before it had failed. */
    LOGIN_LOCKED_OUT,
    LOGGED_OUT,
    /** A login of a third party leads into the account from here on. */
    LOGIN_LINKED,
    LOGIN_UNLINKED,
    /** The counts against an account or an address are forgotten. */
    LIMITS_CLEARED,
    ACCOUNT_ENABLED,
    ACCOUNT_DISABLED,
    /** Sessions that somebody else than the one who holds them has ended, or that their owner has ended from afar. */
    SESSIONS_ENDED,
    /** Sessions that nobody had used for too long. */
    SESSIONS_IDLE,
    /** The oldest sessions of an account that has begun more than it may have. */
    SESSIONS_DISPLACED,
    /** A session that came from another address than the one that it was logged in from. */
    SESSION_MOVED,
    /** A device that the owner was logged in on is known to the account from here on. */
    DEVICE_REMEMBERED,
    PROFILE_SET,
    ACCOUNT_DELETED,
    /** A token was mailed to the account's address, as somebody said that the password is forgotten. */
    PASSWORD_RESET_MAILED,
    PASSWORD_RESET_HANDED_OVER,
    PASSWORD_RESET,
    PASSWORD_SET,
    EMAIL_CHANGE_MAILED,
    EMAIL_CHANGED,
    INVITATIONS_MADE,
    /** An operator made the account, for somebody who has a token to set its first password. */
    ACCOUNT_MADE,
    WORKER_REGISTERED,
    WORKER_CHANGED,
    WORKER_BOOTED_OFF,
    WORKER_REMOVED,
    /** The market's clock was halted; orders wait. */
    MARKET_HALTED,
    /** The market's clock goes on. */
    MARKET_OPENED,
    /** One update of a market that may be halted. */
    MARKET_STEPPED,
    /** The replay goes on at another speed. */
    MARKET_SPEED_SET,
    /** A replay begins anew: what was held is paid out, and its values are forgotten. */
    MARKET_RESTARTED,
    /** A corporate action, by hand. */
    ACTION_ANNOUNCED,
    /** A corporate action was taken back before its day. */
    ACTION_WITHDRAWN,
    /** A backup was begun to be written: it holds the hashes of passwords. */
    NETWORK_BACKED_UP,
    NETWORK_RESTORED,
    OPERATOR_ADDED,
    OPERATOR_REMOVED,
    /** A request without a valid token at the management port, or for more than its operator's role. */
    OPERATOR_REFUSED
}
