package io.papertrader.bench.edge;

import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Many subscribed clients on one thread: lean, because it shares the cores with the workers. */
final class SubscribedCrowd implements AutoCloseable {
    private static final int READ_BYTES = 256 * 1_024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SELECT_MILLIS = 50;

    private final Selector selector;
    private final List<Watcher> watchers = new ArrayList<>();
    private final ByteBuffer input = ByteBuffer.allocateDirect(READ_BYTES);

    private SubscribedCrowd(Selector selector) {
        this.selector = selector;
    }

    /**
     * The course of one update.
     *
     * @param lastNanos the moment at which the last client had its last value
     * @param bytes the number of bytes that all clients together were told
     */
    record Told(long lastNanos, long bytes) {}

    static SubscribedCrowd open() throws IOException {
        return new SubscribedCrowd(Selector.open());
    }

    /**
     * One more.
     *
     * @param target says what comes before the subscription
     * @param values the number of values that each update has for this subscription
     */
    void join(Target target, InetAddress from, SubscribeValues subscription, int values) throws IOException {
        watchers.add(new Watcher(target.connect(from), selector, subscription, values, input));
    }

    /** Begins the update of this time: values that come from here on count for it. */
    void expect(long timeMillis) {
        watchers.forEach(watcher -> watcher.expect(timeMillis));
    }

    /**
     * Reads until everybody has all values of the update.
     *
     * @param delays takes for each client how long after the beginning it had its last value
     */
    Told await(long beginNanos, Histogram delays) throws IOException {
        long left = watchers.size();
        long bytes = 0;
        while (left > 0) {
            selector.select(SELECT_MILLIS);
            for (SelectionKey key : selector.selectedKeys()) {
                Watcher watcher = (Watcher) key.attachment();
                boolean wasWaiting = watcher.isWaiting();
                bytes += watcher.read();
                if (wasWaiting && !watcher.isWaiting()) {
                    delays.recordValue(System.nanoTime() - beginNanos);
                    left--;
                }
            }
            selector.selectedKeys().clear();
            if (System.nanoTime() - beginNanos > PATIENCE.toNanos()) {
                throw new IOException(left + " clients have not all values after " + PATIENCE.toSeconds() + " s");
            }
        }
        return new Told(System.nanoTime() - beginNanos, bytes);
    }

    @Override
    public void close() throws IOException {
        for (Watcher watcher : watchers) {
            watcher.close();
        }
        selector.close();
    }
}
