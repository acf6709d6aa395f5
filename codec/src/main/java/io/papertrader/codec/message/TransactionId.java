package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.UuidText;
import java.util.UUID;

/**
 * A transaction's name: a UUID in its usual 36 characters. Chosen before it is stored, so that a command that is carried
 * twice is one transaction.
 */
public record TransactionId(UUID value) {
    /** {@code str}: the UUID's 36 characters. */
    public static final FieldType<TransactionId> TYPE =
            FieldType.STR.atMost(36).as(TransactionId::parse, TransactionId::toString);

    /** Reads the usual form of a UUID. */
    public static TransactionId parse(String text) {
        return new TransactionId(UuidText.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
