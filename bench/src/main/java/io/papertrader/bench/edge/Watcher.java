package io.papertrader.bench.edge;

import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One subscribed client. An update's values are told once each, as the next update begins only when everybody has those
 * of the one before: to count them is enough.
 */
final class Watcher implements AutoCloseable {
    private final SocketChannel channel;
    private final int values;
    private final ByteBuffer input;
    private final ByteBuffer rest = ByteBuffer.allocate(ValueStream.REST_BYTES);
    private final ValueStream stream = new ValueStream();
    private long timeMillis;
    private int missing;

    /**
     * Subscribes.
     *
     * @param channel is in the data transfer state
     * @param values the number of values that each update has for this client
     * @param input shared by all watchers of a thread
     */
    Watcher(SocketChannel channel, Selector selector, SubscribeValues subscription, int values, ByteBuffer input)
            throws IOException {
        this.channel = channel;
        this.values = values;
        this.input = input;
        channel.write(ByteBuffer.wrap(Target.bytes(subscription).getBytes()));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** From here on those values are counted that have this time. */
    void expect(long updateTimeMillis) {
        timeMillis = updateTimeMillis;
        missing = values;
    }

    /** Takes what has come, and gives the number of bytes. */
    long read() throws IOException {
        long bytes = 0;
        boolean isMore = true;
        while (isMore) {
            input.clear().put(rest.flip());
            rest.clear();
            int read = channel.read(input);
            if (read < 0) {
                throw new EOFException("a worker ended the connection of a subscribed client");
            }
            bytes += read;
            isMore = !input.hasRemaining();
            input.flip();
            missing -= stream.count(input, timeMillis);
            rest.put(input);
        }
        return bytes;
    }

    /** True where values of the update are still to come. */
    boolean isWaiting() {
        return missing > 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
