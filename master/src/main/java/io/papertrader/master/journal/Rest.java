package io.papertrader.master.journal;

import java.time.Duration;

/**
 * The pauses of what is under way while its end cannot be booked, each twice as long as the one before: orders are
 * taken meanwhile, and nobody waits for a memory that is read anew without end.
 */
final class Rest {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Duration first;
    private Duration next;
    private boolean isUnderWay;

    Rest(Duration first) {
        this.first = first;
        this.next = first;
    }

    boolean isUnderWay() {
        return isUnderWay;
    }

    /** Begins one; gives its length. */
    Duration begin() {
        isUnderWay = true;
        Duration pause = next;
        next = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        return pause;
    }

    /** The work under way is tried again. */
    void end() {
        isUnderWay = false;
    }

    /** An end was booked, or another journal is at it. */
    void forget() {
        isUnderWay = false;
        next = first;
    }
}
