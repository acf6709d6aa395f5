package io.papertrader.codec.wire;

/** The bounds of whole numbers: unsigned in 1, 2 and 4 bytes, signed in 8. */
final class WireInteger {
    private WireInteger() {}

    /** The number itself, where it fits so many bytes. */
    static long checked(long value, int bytes) {
        if (bytes < Long.BYTES && (value < 0 || value >>> (bytes * Byte.SIZE) != 0)) {
            throw new IllegalArgumentException("must be a whole number that fits " + bytes * Byte.SIZE + " bits");
        }
        return value;
    }
}
