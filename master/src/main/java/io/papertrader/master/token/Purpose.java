package io.papertrader.master.token;

/** What a one-time token lets its holder do. The table keeps the names, so that none is ever changed. */
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
