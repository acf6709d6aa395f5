package io.papertrader.node;

/** A clock that only goes forward, for how long something takes: a step of the wall clock ends no request. */
public interface Ticks {
    /** Nanoseconds since some moment. */
    long nanos();
}
