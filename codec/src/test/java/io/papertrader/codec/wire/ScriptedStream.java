package io.papertrader.codec.wire;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** A stream that a test feeds by hand; keeps what arrives while it is paused, its end included, as a socket does. */
public final class ScriptedStream implements ReadStream<Buffer> {
    private final Deque<Buffer> kept = new ArrayDeque<>();
    private Handler<Buffer> data = bytes -> {};
    private Handler<Void> end = none -> {};
    private boolean paused;
    private boolean ended;

    /** Arrives at once, or after {@link #resume}. */
    public void send(Buffer bytes) {
        kept.add(bytes);
        deliver();
    }

    /** Nothing comes after this. */
    public void end() {
        ended = true;
        deliver();
    }

    /** True where a sender would have to wait. */
    public boolean isPaused() {
        return paused;
    }

    private void deliver() {
        while (!paused && !kept.isEmpty()) {
            data.handle(kept.remove());
        }
        if (!paused && ended) {
            ended = false;
            end.handle(null);
        }
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        data = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        end = handler;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        paused = true;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        paused = false;
        deliver();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return resume();
    }
}
