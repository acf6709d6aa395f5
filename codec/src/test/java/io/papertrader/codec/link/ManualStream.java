package io.papertrader.codec.link;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A stream that a test pushes by hand. */
final class ManualStream implements ReadStream<Buffer> {
    private Handler<Buffer> handler = buffer -> {};
    private Handler<Void> endHandler = end -> {};
    private boolean paused;

    void push(Buffer buffer) {
        handler.handle(buffer);
    }

    void end() {
        endHandler.handle(null);
    }

    boolean isPaused() {
        return paused;
    }

    @Override
    public ManualStream exceptionHandler(Handler<Throwable> exceptionHandler) {
        return this;
    }

    @Override
    public ManualStream handler(Handler<Buffer> newHandler) {
        handler = newHandler;
        return this;
    }

    @Override
    public ManualStream pause() {
        paused = true;
        return this;
    }

    @Override
    public ManualStream resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ManualStream fetch(long amount) {
        paused = false;
        return this;
    }

    @Override
    public ManualStream endHandler(Handler<Void> newHandler) {
        endHandler = newHandler;
        return this;
    }
}
