package io.papertrader.worker.master;

import io.papertrader.node.Ticks;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes as fast as its timers are run. */
final class VirtualTime implements Ticks, Search.Timer {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private long now;
    private long scheduled;

    private record Task(long due, long number, Runnable what) {}

    @Override
    public long nanos() {
        return now;
    }

    Duration now() {
        return Duration.ofNanos(now);
    }

    @Override
    public void after(Duration pause, Runnable what) {
        tasks.add(new Task(now + pause.toNanos(), scheduled++, what));
    }

    /** Does this at even intervals. */
    void every(Duration interval, Runnable what) {
        after(interval, () -> {
            what.run();
            every(interval, what);
        });
    }

    /** Runs what is due until then. */
    void runUntil(Duration end) {
        while (!tasks.isEmpty() && tasks.element().due() <= end.toNanos()) {
            Task next = tasks.remove();
            now = next.due();
            next.what().run();
        }
        now = end.toNanos();
    }
}
