package io.papertrader.worker.clients;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jboss.logging.Logger;

/** Replies in the order of their requests, whatever order they come in. Belongs to one event loop. */
final class Replies {
    private static final Logger LOG = Logger.getLogger(Replies.class);

    private final Handler<Buffer> out;
    private final Queue<Awaited> awaited = new ArrayDeque<>();

    Replies(Handler<Buffer> out) {
        this.out = out;
    }

    private static final class Awaited {
        private List<Frame> frames;
    }

    /** The reply is written when it is there and all before it are. */
    void await(Instruction request, Future<Reply> reply) {
        Awaited next = new Awaited();
        awaited.add(next);
        reply.onSuccess(arrived -> {
            next.frames = frames(request, arrived);
            write();
        });
    }

    /** A reply that cannot be written is answered too: its request has a place, and others wait behind it. */
    private static List<Frame> frames(Instruction request, Reply reply) {
        try {
            return MessageCodec.encodeReply(request, reply);
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "The answer of %s cannot be written", request.specName());
            return List.of(MessageCodec.encode(
                    request.failure(FailCode.UNAVAILABLE, "The answer cannot be sent; ask for less of it.")));
        }
    }

    int size() {
        return awaited.size();
    }

    /** All that is ready goes out in one write. */
    private void write() {
        if (awaited.isEmpty() || awaited.peek().frames == null) {
            return;
        }
        Buffer ready = Buffer.buffer();
        while (!awaited.isEmpty() && awaited.peek().frames != null) {
            awaited.remove().frames.forEach(frame -> frame.appendTo(ready));
        }
        out.handle(ready);
    }
}
