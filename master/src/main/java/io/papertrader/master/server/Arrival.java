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
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.master.workers.Handshake;
import io.papertrader.master.workers.Handshake.Established;
import io.papertrader.master.workers.WorkersHandler;
import io.papertrader.node.log.Refusals;
import io.papertrader.node.socket.Cut;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.util.function.BiConsumer;

/**
 * A connection that has not yet proved anything. Its first message decides: a worker's hello, or a client's one
 * question. Anything else ends it. Where no worker is expected only the question is read, which is a header and nothing
 * behind it.
 */
final class Arrival {
    private final NetSocket socket;
    private final InetAddress from;
    private final boolean isExpected;
    private final Context context;
    private final Handshake handshake;
    private final WorkersHandler workers;
    private final Refusals refusals;

    Arrival(
            NetSocket socket,
            InetAddress from,
            boolean isExpected,
            Context context,
            Handshake handshake,
            WorkersHandler workers,
            Refusals refusals) {
        this.socket = socket;
        this.from = from;
        this.isExpected = isExpected;
        this.context = context;
        this.handshake = handshake;
        this.workers = workers;
        this.refusals = refusals;
    }

    /** Reads the first message; calls back with a worker's link, and what came behind the hello. */
    void begin(long epoch, BiConsumer<Established, Buffer> established) {
        FirstFrame.read(
                socket,
                this::mostBytes,
                (frame, rest) -> first(frame, rest, epoch, established),
                fault -> answerAndClose(new DataFail(fault.code(), fault.reason())),
                this::refuseUnread);
    }

    /** A worker that has just been registered is a stranger until it comes again. */
    private int mostBytes(Header header) {
        return isExpected ? Instruction.mostBytes(header) : 0;
    }

    private void refuseUnread(Header header) {
        refusals.add(from, isExpected ? "its first message is too long" : "no worker is expected from there");
        Cut.now(socket);
    }

    private void first(Frame frame, Buffer rest, long epoch, BiConsumer<Established, Buffer> established) {
        Request request;
        try {
            request = MessageCodec.decodeRequest(frame);
        } catch (WireFault fault) {
            refuse("its first message is none of the protocol's");
            return;
        }
        switch (request) {
            case WorkersRequest list -> workers.handle(list).subscribe().with(reply -> answerAndClose(list, reply));
            case LinkHello hello when isExpected -> hello(hello, rest, epoch, established);
            default -> refuse("its first message is neither a hello nor the question for workers");
        }
    }

    private void refuse(String reason) {
        refusals.add(from, reason);
        Cut.now(socket);
    }

    private void hello(LinkHello hello, Buffer rest, long epoch, BiConsumer<Established, Buffer> established) {
        if (!handshake.expects(from)) {
            refuseWorker("no worker is expected from there");
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
                .onFailure(failure -> refuseWorker(
                        failure instanceof LinkFault fault ? fault.reason() : "the handshake failed: " + failure));
    }

    /** The log says why; an outsider learns no more than that it is so. */
    private void refuseWorker(String reason) {
        refusals.add(from, reason);
        answerAndClose(new LinkRefused(FailCode.REFUSED, "The master does not accept this worker."));
    }

    private void answerAndClose(WorkersRequest request, Reply reply) {
        Buffer out = Buffer.buffer();
        MessageCodec.encodeReply(Instruction.of(request), reply).forEach(frame -> frame.appendTo(out));
        write(out);
    }

    private void answerAndClose(Reply failure) {
        write(MessageCodec.encode(failure).encode());
    }

    /** Writes the last bytes. A worker that does not take them is cut when its time is over. */
    private void write(Buffer out) {
        socket.write(out).onComplete(written -> Cut.now(socket));
    }
}
