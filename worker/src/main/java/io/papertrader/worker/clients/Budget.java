package io.papertrader.worker.clients;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of answers that may be promised or unsent at one time, shared by many connections: those of one address, of all
 * strangers, or of the whole worker. For all threads.
 */
final class Budget {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    Budget(long most) {
        this.most = most;
    }

    /** Takes so many bytes where there is room for all of them. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= most) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Takes bytes that are there already, whether there is room or not. */
    void force(long bytes) {
        used.addAndGet(bytes);
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    boolean isSpent() {
        return used.get() >= most;
    }

    long used() {
        return used.get();
    }
}
