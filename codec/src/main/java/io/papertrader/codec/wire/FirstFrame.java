package io.papertrader.codec.wire;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.BiConsumer;

/**
 * Reads one frame off a stream and hands over what came behind it, untouched: after a handshake's frame the stream
 * goes on in another form, and its first bytes may have arrived already.
 */
public final class FirstFrame {
    private final ReadStream<Buffer> stream;
    private final BiConsumer<Frame, Buffer> done;
    private final Handler<WireFault> faults;
    private final Buffer received = Buffer.buffer();

    private FirstFrame(ReadStream<Buffer> stream, BiConsumer<Frame, Buffer> done, Handler<WireFault> faults) {
        this.stream = stream;
        this.done = done;
        this.faults = faults;
    }

    /** Calls one of the two, once; the stream's handler belongs to the caller again from then on. */
    public static void read(ReadStream<Buffer> stream, BiConsumer<Frame, Buffer> done, Handler<WireFault> faults) {
        stream.handler(new FirstFrame(stream, done, faults)::bytes);
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
        int end = Header.SIZE + header.dataSize();
        if (received.length() < end) {
            return;
        }
        stream.handler(ignored -> {});
        done.accept(
                new Frame(header, received.getBuffer(Header.SIZE, end)), received.getBuffer(end, received.length()));
    }
}
