package io.papertrader.worker.master;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.link.SealedFrameDecoder;
import io.papertrader.codec.link.SealedFrameEncoder;
import io.papertrader.codec.link.TrafficKeys;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** One established connection to the master: records in, records out. Belongs to its socket's event loop. */
final class SealedLink {
    private final NetSocket socket;
    private final SealedFrameEncoder encoder;
    private final SealedFrameDecoder decoder;
    private final Handler<LinkRecord> records;
    private final Handler<LinkFault> faults;

    SealedLink(NetSocket socket, TrafficKeys traffic, Handler<LinkRecord> records, Handler<LinkFault> faults) {
        this.socket = socket;
        this.encoder = new SealedFrameEncoder(traffic.workerToMaster());
        this.records = records;
        this.faults = faults;
        this.decoder = SealedFrameDecoder.reading(socket, traffic.masterToWorker(), this::opened, this::broken);
    }

    /** Takes what came behind the welcome. */
    void begin(Buffer rest) {
        decoder.handle(rest);
    }

    void send(LinkRecord record) {
        socket.write(encoder.seal(record.encode()));
    }

    void close() {
        socket.close();
    }

    private void opened(Buffer plaintext) {
        try {
            records.handle(LinkRecord.decode(plaintext));
        } catch (LinkFault fault) {
            broken(fault);
        }
    }

    private void broken(LinkFault fault) {
        faults.handle(fault);
        socket.close();
    }
}
