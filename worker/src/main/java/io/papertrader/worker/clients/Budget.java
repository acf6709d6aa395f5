package io.papertrader.worker.clients;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of answers that may be promised or unsent at one time, or accounts that are spoken for, shared by many
 * connections: those of one address, of all strangers, or of the whole worker. One that is a part of another holds no
 * more than the other has left, so that however many hold all that they can, somebody who comes later finds room
 * (dynamic thresholds: Choudhury and Hahne, 1998). For all threads.
 */
final class Budget {
    private final long most;
    private final Optional<Budget> whole;
    private final AtomicLong used = new AtomicLong();

    private Budget(long most, Optional<Budget> whole) {
        this.most = most;
        this.whole = whole;
    }

    static Budget of(long most) {
        return new Budget(most, Optional.empty());
    }

    /** A part of this one. Bytes are taken from both by whoever takes them. */
    Budget part(long mostOfPart) {
        return new Budget(mostOfPart, Optional.of(this));
    }

    /** Takes so many bytes where there is room for all of them. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= bound()) {
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
        return used.get() >= bound();
    }

    long used() {
        return used.get();
    }

    /** The amount that may be taken still. */
    long left() {
        return most - used.get();
    }

    private long bound() {
        return whole.isEmpty() ? most : Math.min(most, whole.get().left());
    }
}
