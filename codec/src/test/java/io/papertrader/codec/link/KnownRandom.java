package io.papertrader.codec.link;

import java.security.SecureRandom;
import java.util.Random;

/** The same bytes in every run, so that a fuzzer's corpus stays sealed to the same keys. */
final class KnownRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random source;

    KnownRandom(long seed) {
        this.source = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
    }
}
