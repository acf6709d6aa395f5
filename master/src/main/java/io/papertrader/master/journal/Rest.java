package io.papertrader.master.journal;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * The pauses of what is under way while its end cannot be booked, each twice as long as the one before: orders are
 * taken meanwhile, and nobody waits for a memory that is read anew without end.
 */
final class Rest {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Duration first;
    private final Duration longest;
    private Duration next;
    private long number;
    private boolean isUnderWay;

    Rest(Duration first) {
        this.first = first;
        this.longest = Collections.max(List.of(first, LONGEST));
        this.next = first;
    }

    boolean isUnderWay() {
        return isUnderWay;
    }

    /** Begins one; gives its length. */
    Duration begin() {
        isUnderWay = true;
        number++;
        Duration pause = next;
        next = Collections.min(List.of(pause.multipliedBy(2), longest));
        return pause;
    }

    /** The number of the one that began last. */
    long number() {
        return number;
    }

    /** Ends this one, so that the work under way is tried again; false where it is over by now. */
    boolean end(long ended) {
        boolean isThis = isUnderWay && number == ended;
        isUnderWay = isUnderWay && !isThis;
        return isThis;
    }

    /** An end was booked, or another journal is at it. */
    void forget() {
        isUnderWay = false;
        next = first;
    }
}
