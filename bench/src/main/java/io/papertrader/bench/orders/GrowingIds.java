package io.papertrader.bench.orders;

import io.papertrader.vocabulary.TransactionId;
import java.time.InstantSource;
import java.util.UUID;

/** Ids that grow, as a client makes them: UUIDs of version 7, with a counter where others have chance. */
final class GrowingIds {
    private static final int VERSION_AND_MORE_BITS = 16;
    private static final long VERSION = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final InstantSource time;
    private long lastMillis;
    private long count;

    GrowingIds(InstantSource time) {
        this.time = time;
    }

    /** Greater than all before, also where the clock goes back. */
    TransactionId next() {
        lastMillis = Math.max(lastMillis, time.millis());
        return new TransactionId(new UUID(lastMillis << VERSION_AND_MORE_BITS | VERSION, VARIANT | count++));
    }
}
