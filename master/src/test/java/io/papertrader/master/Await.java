package io.papertrader.master;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
public final class Await {
    private static final long LIMIT_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long STEP_NANOS = Duration.ofMillis(2).toNanos();

    private Await() {}

    /** A condition that may come true. */
    @FunctionalInterface
    public interface Condition<E extends Exception> {
        boolean isTrue() throws E;
    }

    public static <E extends Exception> void until(Condition<E> condition) throws E {
        long start = System.nanoTime();
        while (!condition.isTrue()) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new AssertionError("the condition did not come true in time");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
