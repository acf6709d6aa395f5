package io.papertrader.vocabulary;

import java.util.UUID;

/**
 * A transaction's name: a UUID in its usual 36 characters. Chosen before it is stored, so that a command that is
 * carried twice is one transaction.
 */
public record TransactionId(UUID value) implements Comparable<TransactionId> {
    /** Comes before all others. */
    public static final TransactionId FIRST = new TransactionId(new UUID(0, 0));

    /** Reads the usual form of a UUID. */
    public static TransactionId parse(String text) {
        return new TransactionId(UuidText.parse(text));
    }

    /** The order of the text, and of the time in ids that begin with it (RFC 9562, versions 7 and 8). */
    @Override
    public int compareTo(TransactionId other) {
        int byHighBits = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return byHighBits == 0
                ? Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits())
                : byHighBits;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
