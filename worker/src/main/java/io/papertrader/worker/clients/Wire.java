package io.papertrader.worker.clients;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * The bytes of one client, whatever carries them. Knows nothing of the protocol; belongs to one event loop. As a stream it
 * gives what the client sends, a bounded piece at a time: while it is paused, one more piece may come, and then nothing.
 */
interface Wire extends ReadStream<Buffer> {
    /** Sends these bytes behind those before them. Where they cannot be sent, the connection is cut. */
    void send(Buffer bytes);

    /** Whether the client is behind with its reading. */
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
