package io.papertrader.codec.wire;

/**
 * The reason for a refusal: one word, stable for programs, in order of precedence, so that two errors at once always
 * give the same answer.
 */
public enum FailCode {
    /** The bytes are no message; the connection is closed. */
    MALFORMED,
    /** No instruction has this code and message type. */
    UNKNOWN_INSTRUCTION,
    /** The instruction belongs to the other connection state. */
    WRONG_STATE,
    /** An argument is missing, too much, or out of its bounds. */
    BAD_ARGUMENT,
    /** Too many tries; wait and try again. */
    RATE_LIMITED,
    /** The session is unknown, expired or revoked. */
    BAD_SESSION,
    /** Unknown user or wrong password: which of them is not told. Or a third party's token that is not accepted. */
    BAD_CREDENTIALS,
    /** The account has no password; the reason names the third party to log in with. */
    EXTERNAL_LOGIN_REQUIRED,
    /** The third-party login belongs to an account already. */
    LOGIN_TAKEN,
    /** The network makes no account for somebody who is not invited. */
    REGISTRATION_CLOSED,
    /** The token or invitation is unknown, used, too old, or for something else: which of them is not told. */
    BAD_TOKEN,
    /** The username is taken, without regard to case. */
    USERNAME_TAKEN,
    /** The email address is taken. */
    EMAIL_TAKEN,
    /** No account has this username, or this third-party login. */
    UNKNOWN_USER,
    /** The account has no login with this third party. */
    NOT_LINKED,
    /** The login is the only way into the account: set a password, or link another one first. */
    LAST_LOGIN,
    /** The id was used before for another order. */
    ID_USED,
    /** The order came after its deadline; it was not placed and will never be. */
    DEADLINE_PASSED,
    /** The asset is not on the list of assets. */
    UNKNOWN_ASSET,
    /** The market is closed for good, as where a replay has ended; the reason says what to do next. */
    MARKET_CLOSED,
    /** The asset has no value, or none that is fresh enough to trade on or to be told as current. */
    MARKET_DATA_STALE,
    /** The account has as many open orders as it may have. */
    TOO_MANY_OPEN_ORDERS,
    /** Cash, less what queued transactions have reserved, does not cover the purchase. */
    INSUFFICIENT_FUNDS,
    /** Holdings, less what queued transactions have reserved, do not cover the sale. */
    INSUFFICIENT_HOLDINGS,
    /** The account has no order of this id; another account's is told so too. */
    UNKNOWN_ORDER,
    /**
     * The order has settled, was rejected or has otherwise ended, or is due at values that are known: it cannot be
     * cancelled.
     */
    ORDER_ENDED,
    /** The master refuses a worker; outsiders learn no more. */
    REFUSED,
    /**
     * Cannot be answered now. It does not say if something was done; a request that may be sent twice may be sent
     * again.
     */
    UNAVAILABLE
}
