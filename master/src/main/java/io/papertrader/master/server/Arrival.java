package io.papertrader.master.server;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LinkRefused;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.WorkersRequest;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.FirstFrame;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.master.workers.Handshake;
import io.papertrader.master.workers.Handshake.Established;
import io.papertrader.master.workers.WorkersHandler;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * A connection that has not yet proved anything. Its first message decides: a worker's hello, or a client's one
 * question. Anything else ends it.
 */
final class Arrival {
    private static final Logger LOG = Logger.getLogger(Arrival.class);

    private final NetSocket socket;
    private final Context context;
    private final Handshake handshake;
    private final WorkersHandler workers;
    private final long epoch;
    private final BiConsumer<Established, Buffer> established;

    Arrival(
            NetSocket socket,
            Context context,
            Handshake handshake,
            WorkersHandler workers,
            long epoch,
            BiConsumer<Established, Buffer> established) {
        this.socket = socket;
        this.context = context;
        this.handshake = handshake;
        this.workers = workers;
        this.epoch = epoch;
        this.established = established;
    }

    void begin() {
        FirstFrame.read(socket, this::first, fault -> answerAndClose(new DataFail(fault.code(), fault.reason())));
    }

    private void first(Frame frame, Buffer rest) {
        Request request;
        try {
            request = MessageCodec.decodeRequest(frame);
        } catch (WireFault fault) {
            socket.close();
            return;
        }
        switch (request) {
            case WorkersRequest list -> workers.handle(list).subscribe().with(reply -> answerAndClose(list, reply));
            case LinkHello hello -> hello(hello, rest);
            default -> socket.close();
        }
    }

    private void hello(LinkHello hello, Buffer rest) {
        InetAddress from = InetAddress.ofLiteral(socket.remoteAddress().hostAddress());
        if (!handshake.expects(from)) {
            refuse("no worker is expected from there");
            return;
        }
        // Whatever comes behind the hello waits until the link's keys are there.
        socket.pause();
        context.<Established>executeBlocking(() -> handshake.accept(hello, from, epoch), false)
                .onSuccess(link -> {
                    socket.write(MessageCodec.encode(link.welcome()).encode());
                    established.accept(link, rest);
                    socket.resume();
                })
                .onFailure(failure -> refuse(
                        failure instanceof LinkFault fault ? fault.reason() : "the handshake failed: " + failure));
    }

    /** The log says why; an outsider learns no more than that it is so. */
    private void refuse(String reason) {
        LOG.warnf("Connection from %s refused: %s", socket.remoteAddress(), reason);
        answerAndClose(new LinkRefused(FailCode.REFUSED, "The master does not accept this worker."));
    }

    private void answerAndClose(WorkersRequest request, Reply reply) {
        Buffer out = Buffer.buffer();
        MessageCodec.encodeReply(Instruction.of(request), reply).forEach(frame -> frame.appendTo(out));
        socket.write(out).onComplete(written -> socket.close());
    }

    private void answerAndClose(Reply failure) {
        socket.write(MessageCodec.encode(failure).encode()).onComplete(written -> socket.close());
    }
}
