package io.papertrader.master.journal;

import java.time.Duration;

/**
 * The size of a clearing's slices: as many orders with one commit as keep it short, since new orders wait for the slice
 * on the way. Times are those of a clock that only goes forward.
 */
final class SliceSize {
    private static final int FIRST_SLICE = 100;

    private final int most;
    private final long commitNanos;
    private int slice;
    private long begunAt;

    /**
     * Begins with small slices.
     *
     * @param most the most orders of a slice
     * @param commit the time that a commit with a slice may take
     */
    SliceSize(int most, Duration commit) {
        this.most = most;
        this.commitNanos = commit.toNanos();
        this.slice = Math.min(FIRST_SLICE, most);
    }

    /**
     * The orders of a slice, with so many commands in the batch: orders must not come faster than they are cleared, as
     * far as the operator's bound allows.
     */
    int of(int commands) {
        return Math.min(most, Math.max(slice, 2 * commands));
    }

    /** A batch goes on its way, and none is before it. */
    void begin(long nanos) {
        begunAt = nanos;
    }

    /** A batch in which so many orders were accepted and ended is written, and the one behind it begins to be. */
    void committed(int accepted, int ended, long nanos) {
        long took = nanos - begunAt;
        begunAt = nanos;
        if (ended < 2 * accepted) {
            return;
        }
        if (took > commitNanos) {
            slice = Math.max(1, slice / 2);
        } else if (ended >= slice) {
            slice = Math.min(most, slice + slice / 4 + 1);
        }
    }
}
