package io.papertrader.vocabulary;

import java.util.UUID;

/**
 * A transaction's name: a UUID in its usual 36 characters. Chosen before it is stored, so that a command that is carried
 * twice is one transaction.
 */
public record TransactionId(UUID value) {
    /** Reads the usual form of a UUID. */
    public static TransactionId parse(String text) {
        return new TransactionId(UuidText.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
