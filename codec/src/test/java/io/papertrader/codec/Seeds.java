package io.papertrader.codec;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Seeds of random tests: fixed, so that every run is the same; {@code -Dpapertrader.seed=42} tries another one alone.
 */
public final class Seeds {
    private Seeds() {}

    /** So many seeds, or the one that was asked for. */
    public static List<Long> of(int count) {
        Long asked = Long.getLong("papertrader.seed");
        return asked == null ? LongStream.rangeClosed(1, count).boxed().toList() : List.of(asked);
    }
}
