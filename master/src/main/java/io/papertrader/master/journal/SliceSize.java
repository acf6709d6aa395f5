package io.papertrader.master.journal;

import java.time.Duration;
import java.time.Instant;

/**
 * The size of a clearing's slices: as many orders with one commit as keep it short, since new orders wait for the slice
 * on the way.
 */
final class SliceSize {
    private static final int FIRST_SLICE = 100;

    private final int most;
    private final Duration commit;
    private int slice;
    private Instant begunAt = Instant.EPOCH;

    /**
     * Begins with small slices.
     *
     * @param most the most orders of a slice
     * @param commit the time that a commit with a slice may take
     */
    SliceSize(int most, Duration commit) {
        this.most = most;
        this.commit = commit;
        this.slice = Math.min(FIRST_SLICE, most);
    }

    /** The orders of a slice, with so many commands in the batch: orders must not come faster than they are cleared. */
    int of(int commands) {
        return Math.max(slice, 2 * commands);
    }

    /** A batch goes on its way, and none is before it. */
    void begin(Instant now) {
        begunAt = now;
    }

    /** A batch is written, and the one behind it begins to be. */
    void committed(Batch batch, Instant now) {
        long millis = Duration.between(begunAt, now).toMillis();
        begunAt = now;
        if (batch.ended().size() < 2 * batch.accepted().size()) {
            return;
        }
        if (millis > commit.toMillis()) {
            slice = Math.max(1, slice / 2);
        } else if (batch.ended().size() >= slice) {
            slice = Math.min(most, slice + slice / 4 + 1);
        }
    }
}
