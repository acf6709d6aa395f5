package io.papertrader.master.server;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.link.SealedFrameEncoder;
import io.papertrader.codec.wire.Frame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Seals and writes to one worker, and knows what it has not taken yet: a worker that leaves too much unread is given
 * up, so that it costs no more than that. On the socket's event loop.
 */
final class LinkWriter {
    /** The answers that go out in one piece; more would make the first of them late. */
    private static final int MOST_WRITES = 64;

    private final NetSocket socket;
    private final SealedFrameEncoder encoder;
    private final UUID worker;
    private final InstantSource time;
    private final long mostUnsentBytes;
    private final Consumer<String> givenUp;
    private long unsentBytes;
    private Instant lastTaken;
    private boolean isEnded;

    /**
     * Writes to this socket.
     *
     * @param givenUp is told why nothing more is written
     */
    LinkWriter(
            NetSocket socket,
            SealedFrameEncoder encoder,
            UUID worker,
            InstantSource time,
            long mostUnsentBytes,
            Consumer<String> givenUp) {
        this.socket = socket;
        this.encoder = encoder;
        this.worker = worker;
        this.time = time;
        this.mostUnsentBytes = mostUnsentBytes;
        this.givenUp = givenUp;
        this.lastTaken = time.instant();
        // The answers of a batch, which are ready together, go out in one piece.
        ((NetSocketInternal) socket)
                .channelHandlerContext()
                .pipeline()
                .addFirst(new FlushConsolidationHandler(MOST_WRITES, true));
    }

    /** One record for each frame, in one write. */
    void send(long correlation, List<Frame> frames) {
        if (isEnded) {
            return;
        }
        Buffer out = Buffer.buffer();
        for (Frame frame : frames) {
            LinkRecord record = new LinkRecord(correlation, worker, time.instant(), ClientAddress.NONE, frame);
            out.appendBuffer(encoder.seal(record.encode()));
        }
        write(out);
    }

    /** True where messages that are not urgent should wait. */
    boolean isFull() {
        return socket.writeQueueFull();
    }

    /** True where the worker has taken nothing for so long although there is something to take. */
    boolean isDeaf(Duration bound) {
        return unsentBytes > 0 && Duration.between(lastTaken, time.instant()).compareTo(bound) > 0;
    }

    /** The socket is gone. */
    void end() {
        isEnded = true;
    }

    private void write(Buffer out) {
        int bytes = out.length();
        if (unsentBytes == 0) {
            lastTaken = time.instant();
        }
        unsentBytes += bytes;
        if (unsentBytes > mostUnsentBytes) {
            giveUp("it has left " + unsentBytes + " bytes unread");
            return;
        }
        socket.write(out).onSuccess(taken -> taken(bytes)).onFailure(failure -> giveUp("a write failed: " + failure));
    }

    private void taken(int bytes) {
        unsentBytes -= bytes;
        lastTaken = time.instant();
    }

    private void giveUp(String reason) {
        if (!isEnded) {
            isEnded = true;
            givenUp.accept(reason);
        }
    }
}
