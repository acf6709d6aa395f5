package io.papertrader.node.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest entries, at most as many as memory may hold. They stay readable after they were written, until newer ones
 * take their places; one that loses its place unwritten is counted.
 */
final class LogRing {
    private final LogEntry[] entries;
    /** Entries are numbered from 0; the one with number n has place n modulo the size. */
    private long added;

    private long written;
    private long lost;

    LogRing(int size) {
        this.entries = new LogEntry[size];
    }

    /** Keeps the entry, unless that would cost one that is not written yet. */
    synchronized boolean offer(LogEntry entry) {
        if (added - written >= entries.length) {
            return false;
        }
        keep(entry);
        return true;
    }

    /** Keeps the entry at any cost. */
    synchronized void force(LogEntry entry) {
        if (added - written >= entries.length) {
            written++;
            lost++;
        }
        keep(entry);
    }

    /** True where it is time to write, before the ring is full. */
    synchronized boolean isHalfFull() {
        return added - written >= (entries.length + 1) / 2;
    }

    /** Returns how many entries there have ever been. */
    synchronized long added() {
        return added;
    }

    /** Returns the oldest entries that are not written, and how many were lost before them. */
    synchronized Batch unwritten(int most) {
        return new Batch(written, list(written, Math.min(added, written + most)), lost);
    }

    /** Notes that a batch is in the file, also those of its entries that were pushed out of the ring meanwhile. */
    synchronized void markWritten(Batch batch) {
        long pushedOut = Math.max(0, Math.min(written, batch.end()) - batch.begin());
        lost -= batch.lostBefore() + pushedOut;
        written = Math.max(written, batch.end());
    }

    synchronized List<LogEntry> snapshot() {
        return list(Math.max(0, added - entries.length), added);
    }

    private void keep(LogEntry entry) {
        entries[place(added)] = entry;
        added++;
    }

    private List<LogEntry> list(long from, long to) {
        List<LogEntry> found = new ArrayList<>();
        for (long number = from; number < to; number++) {
            found.add(entries[place(number)]);
        }
        return List.copyOf(found);
    }

    private int place(long number) {
        return (int) (number % entries.length);
    }

    /**
     * Entries to write.
     *
     * @param begin the number of the first of them
     * @param lostBefore the number of entries that were lost since the last batch that was written
     */
    record Batch(long begin, List<LogEntry> entries, long lostBefore) {
        long end() {
            return begin + entries.size();
        }

        Batch first(int count) {
            return new Batch(begin, entries.subList(0, count), lostBefore);
        }
    }
}
