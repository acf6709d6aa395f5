package io.papertrader.bench.edge;

/**
 * The times at which the requests of an open loop fall due: at a fixed rate, whatever is answered. Each time is counted
 * from the beginning, so that no rounding adds up.
 *
 * @param fromNanos the time at which the first is due
 * @param perSecond the number that are due in a second
 */
record DueTimes(long fromNanos, double perSecond) {
    private static final double NANOS_A_SECOND = 1e9;

    DueTimes {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("an open loop needs a rate, not " + perSecond);
        }
    }

    /** The first request is number 0. */
    long dueNanos(long number) {
        return fromNanos + (long) (number * (NANOS_A_SECOND / perSecond));
    }
}
