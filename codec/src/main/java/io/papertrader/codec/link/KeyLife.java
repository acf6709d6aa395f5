package io.papertrader.codec.link;

import java.time.Duration;

/**
 * The life of one key of a direction: an end takes the next after so many records, or after so long. RFC 8446 5.5 would
 * have it after 2^24.5 full records of AES-GCM at the latest.
 */
public record KeyLife(long records, Duration time) {
    /** The life of keys where nothing else is said. */
    public static final KeyLife USUAL = new KeyLife(1L << 22, Duration.ofHours(24));

    public KeyLife {
        if (records < 1 || !time.isPositive()) {
            throw new IllegalArgumentException("a key seals one record at least, for some time");
        }
    }
}
