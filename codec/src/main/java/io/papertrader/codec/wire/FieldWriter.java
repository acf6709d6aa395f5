package io.papertrader.codec.wire;

import java.time.Instant;
import java.util.UUID;

/** The target to which a layout writes its fields: arguments, binary values or JSON. */
public interface FieldWriter {
    /** A {@code str}, or an argument as it stands. */
    void text(String value);

    /** A {@code num}: units of 10^-8. */
    void num(long units);

    /** A {@code time}, to the millisecond. */
    void time(Instant value);

    /** A {@code bool}. */
    void bool(boolean value);

    /** A whole number of 1, 2, 4 or 8 bytes. */
    void integer(long value, int bytes);

    /** A {@code uuid}. */
    void uuid(UUID value);

    /** Bytes as they are. */
    void bytes(byte[] value);
}
