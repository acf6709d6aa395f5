package io.papertrader.codec.wire;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.core.streams.ReadStream;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames. The limits of a header are checked before a byte of its data is kept, and data
 * that is more than its message can need is passed over without being kept. After a {@link WireFault} nothing more is
 * delivered: where a header is wrong, the next one cannot be found. Bytes that the end of the stream cuts off are
 * dropped.
 *
 * <p>{@link #pause} stops frames at once, also those that have already arrived, and lets the sender's window fill.
 */
public final class FrameDecoder {
    /** Data that is passed over is let go in pieces of this many bytes. */
    private static final int PIECE = 1_024;

    private static final Listener NOBODY = new Listener() {
        @Override
        public void frame(Frame frame) {}

        @Override
        public void fault(WireFault fault) {}

        @Override
        public void ended() {}
    };

    private final ReadStream<Buffer> stream;
    private final ToIntFunction<Header> mostBytes;
    // Without the stream: a parser that has one tells of the end before the frames that it still holds, and delivers
    // a record that the end cut off as if it were whole.
    private final RecordParser parser = RecordParser.newFixed(Header.SIZE);
    private Listener listener = NOBODY;

    /** The header of the message whose data comes next; absent between two messages. */
    private @Nullable Header header;

    private int passOver;
    private int unread;
    private boolean broken;
    private boolean paused;
    private boolean delivering;
    private boolean ended;

    /** Hears what the stream brings. */
    public interface Listener {
        /** A whole message has come. */
        void frame(Frame frame);

        /** A message has come whose data was more than it can need, in its place among the frames. */
        default void oversize(Header header) {}

        /** Something has come that cannot be a message; nothing more is told but the end. */
        void fault(WireFault fault);

        /** All of what came together has been told: the time to send what it led to. */
        default void allTold() {}

        /** The stream has ended. */
        void ended();
    }

    /** Reads from the stream as soon as {@link #start} is called. */
    public FrameDecoder(ReadStream<Buffer> stream) {
        this(stream, header -> Header.MAX_DATA_SIZE);
    }

    /**
     * Reads from the stream as soon as {@link #start} is called.
     *
     * @param mostBytes the most bytes of data that a message with this header can need
     */
    public FrameDecoder(ReadStream<Buffer> stream, ToIntFunction<Header> mostBytes) {
        this.stream = stream;
        this.mostBytes = mostBytes;
    }

    /** True where a message has begun and not yet ended. */
    public boolean isInsideMessage() {
        return header != null || unread > 0;
    }

    /** Begins to deliver, where nobody needs more than this. */
    public FrameDecoder start(Handler<Frame> frames, Handler<WireFault> faults, Handler<Void> end) {
        return start(new Listener() {
            @Override
            public void frame(Frame frame) {
                frames.handle(frame);
            }

            @Override
            public void fault(WireFault fault) {
                faults.handle(fault);
            }

            @Override
            public void ended() {
                end.handle(null);
            }
        });
    }

    /** Begins to deliver; the stream's handlers of data and end belong to this decoder from here on. */
    public FrameDecoder start(Listener listener) {
        this.listener = listener;
        parser.handler(this::record);
        stream.endHandler(none -> ended());
        stream.handler(this::received);
        return this;
    }

    /** No frame is delivered until {@link #resume}. */
    public void pause() {
        paused = true;
        parser.pause();
        stream.pause();
    }

    /** Goes on delivering. */
    public void resume() {
        paused = false;
        boolean isOutermost = enter();
        try {
            parser.resume();
        } finally {
            leave(isOutermost);
        }
        // A frame that had already arrived may have paused again.
        if (!paused) {
            stream.resume();
        }
    }

    /** Takes the next bytes; those of the stream come by themselves. */
    private void received(Buffer bytes) {
        boolean isOutermost = enter();
        try {
            if (!broken) {
                unread += bytes.length();
                parser.handle(bytes);
            }
        } finally {
            leave(isOutermost);
        }
    }

    private void ended() {
        boolean isOutermost = enter();
        ended = true;
        leave(isOutermost);
    }

    /** Frames may be asked for while one is delivered; only the outermost step ends the turn. */
    private boolean enter() {
        boolean isOutermost = !delivering;
        delivering = true;
        return isOutermost;
    }

    /** The end is told once, when no frame is left before it. */
    private void leave(boolean isOutermost) {
        if (!isOutermost) {
            return;
        }
        delivering = false;
        listener.allTold();
        if (ended && !paused) {
            ended = false;
            listener.ended();
        }
    }

    private void record(Buffer record) {
        if (broken) {
            return;
        }
        unread -= record.length();
        Header begun = header;
        if (begun == null) {
            header(record);
        } else if (passOver > 0) {
            passOver(begun);
        } else {
            frame(begun, record);
        }
    }

    private void header(Buffer record) {
        Header begun;
        try {
            begun = Header.read(record);
        } catch (WireFault fault) {
            broken = true;
            listener.fault(fault);
            return;
        }
        if (begun.dataSize() > mostBytes.applyAsInt(begun)) {
            header = begun;
            passOver = begun.dataSize();
            expectPiece();
        } else if (begun.dataSize() == 0) {
            frame(begun, Buffer.buffer());
        } else {
            header = begun;
            parser.fixedSizeMode(begun.dataSize());
        }
    }

    private void expectPiece() {
        parser.fixedSizeMode(Math.min(PIECE, passOver));
    }

    private void passOver(Header passed) {
        passOver -= Math.min(PIECE, passOver);
        if (passOver > 0) {
            expectPiece();
            return;
        }
        header = null;
        parser.fixedSizeMode(Header.SIZE);
        listener.oversize(passed);
    }

    private void frame(Header begun, Buffer data) {
        header = null;
        parser.fixedSizeMode(Header.SIZE);
        listener.frame(new Frame(begun, data));
    }
}
