package io.papertrader.bench.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.HdrHistogram.Histogram;

/**
 * One connection under load. It remembers when each of its requests was due, up to a bound, and takes the answers in
 * their order. Nothing is allocated while it runs.
 */
final class LoadedConnection implements AutoCloseable {
    /** The most requests of a connection without an answer; a power of two. */
    static final int MAX_OUTSTANDING = 1_024;

    /** The beginning of a header, or of a line, that a read cut off. */
    private static final int REST_BYTES = 512;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ReplyCounter replies;
    private final Outlet requests;
    private final ByteBuffer input;
    private final ByteBuffer rest = ByteBuffer.allocate(REST_BYTES);
    private final long[] due = new long[MAX_OUTSTANDING];
    private long asked;
    private long answered;
    /** Answers that nobody waits for any more, still to come. */
    private long late;

    private boolean isLost;

    /**
     * Reads and writes without blocking from now on.
     *
     * @param input shared by all lanes of a thread: with one for each, many clients would cost more cache, not more
     *     work
     */
    LoadedConnection(Speaker speaker, Selector selector, ByteBuffer input) throws IOException {
        this.channel = speaker.channel();
        this.replies = speaker.replies();
        this.requests = speaker.requests();
        this.input = input;
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Asks so many times at once; what is over the bound is dropped, and told. */
    int ask(int times, long dueNanos) {
        int room = (int) Math.min(times, MAX_OUTSTANDING - outstanding());
        for (int i = 0; i < room; i++) {
            due[(int) (asked++ & (MAX_OUTSTANDING - 1))] = dueNanos;
        }
        requests.owe(room);
        write();
        return times - room;
    }

    private void write() {
        try {
            if (!isLost && !requests.write(channel)) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (IOException gone) {
            lose();
        }
    }

    /**
     * Takes what has come or may be written; notes each answer's time from when it was due. Gives the number of
     * answers.
     */
    int ready(Histogram delays) {
        if (isLost) {
            return 0;
        }
        if (key.isWritable()) {
            key.interestOps(SelectionKey.OP_READ);
            write();
        }
        return key.isValid() && key.isReadable() ? read(delays) : 0;
    }

    private int read(Histogram delays) {
        try {
            int count = 0;
            boolean isMore = true;
            while (isMore) {
                input.clear().put(rest.flip());
                rest.clear();
                int read = channel.read(input);
                if (read < 0) {
                    lose();
                    return count;
                }
                isMore = !input.hasRemaining();
                input.flip();
                count += replies.count(input);
                rest.put(input);
            }
            int tooLate = (int) Math.min(late, count);
            late -= tooLate;
            note(delays, count - tooLate);
            return count - tooLate;
        } catch (IOException gone) {
            lose();
            return 0;
        }
    }

    /** Answers that came together and were due together are one entry with a count. */
    private void note(Histogram delays, int count) {
        long now = System.nanoTime();
        int left = count;
        while (left > 0) {
            long dueNanos = due[(int) (answered & (MAX_OUTSTANDING - 1))];
            int same = 0;
            while (same < left && due[(int) ((answered + same) & (MAX_OUTSTANDING - 1))] == dueNanos) {
                same++;
            }
            delays.recordValueWithCount(now - dueNanos, same);
            answered += same;
            left -= same;
        }
    }

    /** Requests that are never answered took at least until now. */
    long abandon(Histogram delays) {
        long now = System.nanoTime();
        long without = outstanding();
        late += without;
        for (; answered < asked; answered++) {
            delays.recordValue(now - due[(int) (answered & (MAX_OUTSTANDING - 1))]);
        }
        return without;
    }

    long outstanding() {
        return asked - answered;
    }

    long refused() {
        return replies.refused();
    }

    String refusal() {
        return replies.refusal();
    }

    boolean isLost() {
        return isLost;
    }

    private void lose() {
        isLost = true;
        key.cancel();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
