package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Gives what the test gives it, and sends nothing. */
final class FakeWire implements Wire {
    private Handler<Buffer> handler = bytes -> {};
    private Runnable closed = () -> {};
    private final List<Integer> pieces = new ArrayList<>();
    private int flushed;
    private final List<ByteBuf> allocated = new ArrayList<>();
    private boolean fails;
    private boolean endsAtWrite;
    private boolean isCut;

    /** The client has sent these. */
    void receive(Buffer bytes) {
        handler.handle(bytes);
    }

    /** The client has gone. */
    void end() {
        closed.run();
    }

    /** Nothing can be sent from here on. */
    void fail() {
        fails = true;
    }

    /** The connection is gone with the next write. */
    void endAtNextWrite() {
        endsAtWrite = true;
    }

    /** The number of buffers that nobody has let go of. */
    long held() {
        return allocated.stream().filter(buffer -> buffer.refCnt() > 0).count();
    }

    /** The bytes of each piece that was sent. */
    List<Integer> sent() {
        return pieces.subList(0, flushed);
    }

    boolean isCut() {
        return isCut;
    }

    @Override
    public ByteBuf allocate() {
        if (fails) {
            throw new OutOfMemoryError("no direct memory");
        }
        ByteBuf buffer = Unpooled.buffer();
        allocated.add(buffer);
        return buffer;
    }

    @Override
    public void write(ByteBuf messages) {
        pieces.add(messages.readableBytes());
        messages.release();
        if (endsAtWrite) {
            endsAtWrite = false;
            end();
        }
    }

    @Override
    public void flush() {
        flushed = pieces.size();
    }

    @Override
    public void onSent(IntConsumer callback) {}

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public void onDrained(Runnable callback) {}

    @Override
    public void onClosed(Runnable callback) {
        closed = callback;
    }

    @Override
    public void close() {}

    @Override
    public void cut() {
        isCut = true;
    }

    @Override
    public FakeWire handler(Handler<Buffer> bytes) {
        handler = bytes;
        return this;
    }

    @Override
    public FakeWire exceptionHandler(Handler<Throwable> failed) {
        return this;
    }

    @Override
    public FakeWire endHandler(Handler<Void> end) {
        return this;
    }

    @Override
    public FakeWire pause() {
        return this;
    }

    @Override
    public FakeWire resume() {
        return this;
    }

    @Override
    public FakeWire fetch(long amount) {
        return this;
    }
}
