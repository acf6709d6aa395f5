package io.papertrader.master;

/** The protection of the way to Postgres, in the words that both drivers know. */
public enum DatabaseTls {
    /** None. */
    DISABLE,
    /** Encrypted, whoever answers. */
    REQUIRE,
    /** Encrypted, and answered by the server that the address names. */
    VERIFY_FULL
}
