package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.IntConsumer;

/**
 * The bytes of one client, whatever carries them. Knows nothing of the protocol; belongs to one event loop. As a stream
 * it gives what the client sends, a bounded piece at a time: while it is paused, one more piece may come, and then
 * nothing.
 */
interface Wire extends ReadStream<Buffer> {
    /** An empty buffer for bytes that will be sent. */
    ByteBuf allocate();

    /**
     * Takes whole messages, which go out behind those before them at the next {@link #flush}, and lets go of the
     * buffer. Where they cannot be sent, the connection is cut.
     */
    void write(ByteBuf messages);

    /** Sends what was written. */
    void flush();

    /** Calls back with the number of bytes each time that the system has taken some of those that were sent. */
    void onSent(IntConsumer callback);

    /** True where the client is behind with its reading. */
    boolean isFull();

    /** Calls back each time that a client which was behind has caught up. */
    void onDrained(Runnable callback);

    /** Calls back once, when the connection is gone. */
    void onClosed(Runnable callback);

    /** Ends the connection when all that was sent is taken. */
    void close();

    /** Ends the connection now. */
    void cut();
}
