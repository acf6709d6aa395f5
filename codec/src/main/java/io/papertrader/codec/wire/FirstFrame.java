package io.papertrader.codec.wire;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * Reads one frame off a stream and hands over what came behind it, untouched: after a handshake's frame the stream
 * goes on in another form, and its first bytes may have arrived already.
 */
public final class FirstFrame {
    private final ReadStream<Buffer> stream;
    private final ToIntFunction<Header> mostBytes;
    private final BiConsumer<Frame, Buffer> done;
    private final Handler<WireFault> faults;
    private final Handler<Header> oversize;
    private final Buffer received = Buffer.buffer();

    private FirstFrame(
            ReadStream<Buffer> stream,
            ToIntFunction<Header> mostBytes,
            BiConsumer<Frame, Buffer> done,
            Handler<WireFault> faults,
            Handler<Header> oversize) {
        this.stream = stream;
        this.mostBytes = mostBytes;
        this.done = done;
        this.faults = faults;
        this.oversize = oversize;
    }

    /** Calls one of the two, once; the stream's handler belongs to the caller again from then on. */
    public static void read(ReadStream<Buffer> stream, BiConsumer<Frame, Buffer> done, Handler<WireFault> faults) {
        read(stream, any -> Header.MAX_DATA_SIZE, done, faults, never -> {});
    }

    /**
     * The same, for a frame with no more data than this; where there is more, it stays unread and the last one is
     * called.
     */
    public static void read(
            ReadStream<Buffer> stream,
            ToIntFunction<Header> mostBytes,
            BiConsumer<Frame, Buffer> done,
            Handler<WireFault> faults,
            Handler<Header> oversize) {
        stream.handler(new FirstFrame(stream, mostBytes, done, faults, oversize)::bytes);
    }

    private void bytes(Buffer bytes) {
        received.appendBuffer(bytes);
        if (received.length() < Header.SIZE) {
            return;
        }
        try {
            frame(Header.read(received));
        } catch (WireFault fault) {
            stream.handler(ignored -> {});
            faults.handle(fault);
        }
    }

    private void frame(Header header) {
        if (header.dataSize() > mostBytes.applyAsInt(header)) {
            stream.handler(ignored -> {});
            oversize.handle(header);
            return;
        }
        int end = Header.SIZE + header.dataSize();
        if (received.length() < end) {
            return;
        }
        stream.handler(ignored -> {});
        done.accept(
                new Frame(header, received.getBuffer(Header.SIZE, end)), received.getBuffer(end, received.length()));
    }
}
