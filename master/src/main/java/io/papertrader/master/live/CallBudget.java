package io.papertrader.master.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The calls that a provider may get within an hour. For any thread. */
final class CallBudget {
    static final Duration WINDOW = Duration.ofHours(1);

    private final int limit;
    private final Deque<Instant> calls = new ArrayDeque<>();

    CallBudget(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    /** Takes a call, where there is one left. */
    synchronized boolean take(Instant now) {
        if (used(now) >= limit) {
            return false;
        }
        calls.addLast(now);
        return true;
    }

    /** The time from which on there is a call again. */
    synchronized Instant nextAt(Instant now) {
        return used(now) < limit ? now : calls.getFirst().plus(WINDOW);
    }

    /** The calls of the last hour. */
    synchronized int used(Instant now) {
        while (!calls.isEmpty() && !calls.getFirst().plus(WINDOW).isAfter(now)) {
            calls.removeFirst();
        }
        return calls.size();
    }
}
