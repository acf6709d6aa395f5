package io.papertrader.worker.master;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.papertrader.codec.link.KeyLife;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.link.SealedFrameDecoder;
import io.papertrader.codec.link.SealedFrameEncoder;
import io.papertrader.codec.link.TrafficKeys;
import io.papertrader.node.socket.Cut;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/** One established connection to the master: records in, records out. Belongs to its socket's event loop. */
final class SealedLink implements RequestsUnderWay.Link {
    private static final int MOST_WRITES = 256;

    private final NetSocket socket;
    private final SealedFrameEncoder encoder;
    private final SealedFrameDecoder decoder;
    private final BiConsumer<SealedLink, LinkRecord> records;
    private final BiConsumer<SealedLink, LinkFault> faults;

    SealedLink(
            NetSocket socket,
            TrafficKeys traffic,
            InstantSource time,
            BiConsumer<SealedLink, LinkRecord> records,
            BiConsumer<SealedLink, LinkFault> faults) {
        this.socket = socket;
        // Records that several requests of a turn write go out in one piece.
        ((NetSocketInternal) socket)
                .channelHandlerContext()
                .pipeline()
                .addFirst(new FlushConsolidationHandler(MOST_WRITES, true));
        this.encoder = new SealedFrameEncoder(traffic.workerToMaster(), KeyLife.USUAL, time);
        this.records = records;
        this.faults = faults;
        this.decoder = SealedFrameDecoder.reading(socket, traffic.masterToWorker(), this::opened, this::faulty);
    }

    /** Takes what came behind the welcome. */
    void begin(Buffer rest) {
        decoder.handle(rest);
    }

    /** A link that cannot send a record is cut, because the place of each is its nonce. */
    @Override
    public void send(LinkRecord record) {
        socket.write(encoder.seal(record.encode())).onFailure(lost -> cut());
    }

    @Override
    public boolean isFull() {
        return socket.writeQueueFull();
    }

    void onDrained(Runnable callback) {
        socket.drainHandler(drained -> callback.run());
    }

    /** Closes when all that was sent is taken. */
    void close() {
        socket.close();
    }

    /** Ends the link now. */
    void cut() {
        Cut.now(socket);
    }

    private void opened(Buffer plaintext) {
        try {
            records.accept(this, LinkRecord.decode(plaintext));
        } catch (LinkFault fault) {
            faulty(fault);
        }
    }

    private void faulty(LinkFault fault) {
        faults.accept(this, fault);
    }
}
