package io.papertrader.worker.clients;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.worker.master.Answer;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** One request of a client, until it is answered. Belongs to the client's event loop, but for the answer's arrival. */
final class Exchange implements Answer {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final Client client;
    private final Instruction instruction;
    private final Frame request;
    private final Replies.Reply reply;
    private final RequestMetrics.Started started;
    private Consumer<Frame> onReply = frame -> {};

    Exchange(
            Client client,
            Instruction instruction,
            Frame request,
            Replies.Reply reply,
            RequestMetrics.Started started) {
        this.client = client;
        this.instruction = instruction;
        this.request = request;
        this.reply = reply;
        this.started = started;
    }

    Client client() {
        return client;
    }

    Instruction instruction() {
        return instruction;
    }

    Frame request() {
        return request;
    }

    /** Looks at the reply, one that has a single frame, before it is sent. */
    Exchange onReply(Consumer<Frame> looks) {
        onReply = looks;
        return this;
    }

    /** The answer, or its next frame, is there. */
    void reply(Buffer frame, boolean isLast) {
        reply.frame(isLast ? looked(frame) : frame, isLast);
    }

    /** The last frame, once it is counted and looked at; one that cannot be is no answer. */
    private Buffer looked(Buffer frame) {
        try {
            Frame last = Frame.decode(frame);
            onReply.accept(last);
            started.stop(instruction, last);
            return frame;
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "The answer of %s cannot be read", instruction.specName());
            started.failed(instruction, FailCode.UNAVAILABLE);
            return MessageCodec.encode(instruction.failure(FailCode.UNAVAILABLE, "The master's answer cannot be read."))
                    .encode();
        }
    }

    /** The answer is there, made here. */
    void reply(Reply answer) {
        reply(MessageCodec.encode(answer).encode(), true);
    }

    /** There is none, for this reason. */
    void refuse(FailCode code, String reason) {
        reply(instruction.failure(code, reason));
    }

    /** All frames of an answer that was kept. */
    void replyFromMemory(byte[] answer) {
        started.done(instruction);
        reply.frame(Buffer.buffer(answer), true);
    }

    @Override
    public void frame(Buffer frame, boolean isLast) {
        client.later(() -> reply(frame, isLast));
    }

    @Override
    public void broken() {
        client.later(() -> {
            started.failed(instruction, FailCode.UNAVAILABLE);
            client.broken();
        });
    }
}
