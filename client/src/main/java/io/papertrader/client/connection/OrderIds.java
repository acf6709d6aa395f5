package io.papertrader.client.connection;

import io.papertrader.vocabulary.TransactionId;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Ids for orders: UUIDs of version 7 (RFC 9562, 5.7), each greater than the one before, so that the master tells a new
 * one without looking it up. The twelve bits behind the milliseconds count the ids of one millisecond (6.2, method 1);
 * the rest is chance. A clock that is set back holds the milliseconds until it has caught up.
 */
final class OrderIds {
    private static final int MOST_COUNT = 0xFFF;
    /** A millisecond's count begins in the lower half, so that there is room for the ids behind it. */
    private static final int FIRST_COUNTS = 0x800;

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long BELOW_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long millis;
    private int count;

    OrderIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next one; callable from any thread. */
    synchronized TransactionId next() {
        long now = clock.millis();
        if (now > millis) {
            begin(now);
        } else if (count < MOST_COUNT) {
            count++;
        } else {
            begin(millis + 1);
        }
        long high = (millis << Short.SIZE) | VERSION | count;
        return new TransactionId(new UUID(high, VARIANT | (random.nextLong() & BELOW_VARIANT)));
    }

    private void begin(long fresh) {
        millis = fresh;
        count = random.nextInt(FIRST_COUNTS);
    }
}
