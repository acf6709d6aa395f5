package io.papertrader.master.server;

import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.Instruction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests of one link: so many have a place and are worked on, and so many bytes of others wait. On one event
 * loop, but for the question whether it is stuck.
 */
final class RequestLine {
    private final int places;
    private final long mostWaitingBytes;
    private final Deque<LinkRecord> waiting = new ArrayDeque<>();
    /** The requests that are worked on, in the order in which they began. */
    private final Set<Work> working = new LinkedHashSet<>();

    private long waitingBytes;
    /** The time since when requests have been worked on without one answer; far in the future while there are none. */
    private volatile Instant unansweredSince = Instant.MAX;

    RequestLine(int places, long mostWaitingBytes) {
        this.places = places;
        this.mostWaitingBytes = mostWaitingBytes;
    }

    /** A request that has a place; each is its own, however alike they are. */
    static final class Work {
        private final LinkRecord record;
        private final Instruction instruction;
        private final Instant since;

        Work(LinkRecord record, Instruction instruction, Instant since) {
            this.record = record;
            this.instruction = instruction;
            this.since = since;
        }

        LinkRecord record() {
            return record;
        }

        Instruction instruction() {
            return instruction;
        }
    }

    /** It waits for its turn. */
    void add(LinkRecord record) {
        waiting.add(record);
        waitingBytes += bytes(record);
    }

    /** True where nothing more should be read. */
    boolean isLong() {
        return waitingBytes >= mostWaitingBytes;
    }

    /** True where one waits and there is a place for it. */
    boolean hasNext() {
        return working.size() < places && !waiting.isEmpty();
    }

    LinkRecord next() {
        LinkRecord record = waiting.remove();
        waitingBytes -= bytes(record);
        return record;
    }

    /** It takes a place until {@link #end}. */
    Work begin(LinkRecord record, Instruction instruction, Instant now) {
        Work work = new Work(record, instruction, now);
        if (working.isEmpty()) {
            unansweredSince = now;
        }
        working.add(work);
        return work;
    }

    /** Gives the place back; false where it was given back before. */
    boolean end(Work work, Instant now) {
        boolean isFirst = working.remove(work);
        unansweredSince = working.isEmpty() ? Instant.MAX : now;
        return isFirst;
    }

    /** Takes the places of what has been worked on for longer than this. */
    List<Work> endOlderThan(Duration age, Instant now) {
        List<Work> late = new ArrayList<>();
        for (Iterator<Work> oldest = working.iterator(); oldest.hasNext(); ) {
            Work work = oldest.next();
            if (Duration.between(work.since, now).compareTo(age) < 0) {
                break;
            }
            oldest.remove();
            late.add(work);
        }
        if (working.isEmpty()) {
            unansweredSince = Instant.MAX;
        }
        return late;
    }

    /** Nothing that waits will get its turn. */
    void dropWaiting() {
        waiting.clear();
        waitingBytes = 0;
    }

    boolean isIdle() {
        return working.isEmpty();
    }

    /** True where requests have been worked on for so long without one answer. From any thread. */
    boolean isStuck(Duration bound, Instant now) {
        return unansweredSince.isBefore(now.minus(bound));
    }

    private static long bytes(LinkRecord record) {
        return record.encodedBytes();
    }
}
