package io.papertrader.master.token;

/**
 * The purpose of a one-time token, which says what its holder may do. The table keeps the names, so that none is ever
 * changed.
 */
public enum Purpose {
    /** Set the password of an account whose owner has forgotten it. */
    RESET,
    /** Set the first password of an account that an operator has made. */
    FIRST_PASSWORD,
    /** Show that an account's new address is read. */
    CONFIRM_EMAIL,
    /** Register. */
    INVITATION
}
