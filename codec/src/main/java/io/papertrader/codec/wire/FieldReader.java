package io.papertrader.codec.wire;

import java.time.Instant;
import java.util.UUID;

/** The source from which a layout reads its fields; the mirror of {@link FieldWriter}. Throws {@link WireFault}. */
public interface FieldReader {
    /** A {@code str}, or the next argument. */
    String text();

    /** A {@code num}: units of 10^-8. */
    long num();

    /** A {@code time}. */
    Instant time();

    /** A {@code bool}. */
    boolean bool();

    /** A whole number of 1, 2, 4 (unsigned) or 8 (signed) bytes. */
    long integer(int bytes);

    /** A {@code uuid}. */
    UUID uuid();

    /** The next bytes as they are. */
    byte[] bytes(int count);

    /** Bytes not read yet: a bound for every count that the sender states. */
    int remaining();
}
