package io.papertrader.worker.clients;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** Replies in the order of their requests, whatever order they come in. Belongs to one event loop. */
final class Replies {
    private final Handler<Buffer> out;
    private final Queue<Awaited> awaited = new ArrayDeque<>();

    Replies(Handler<Buffer> out) {
        this.out = out;
    }

    private static final class Awaited {
        private final Instruction request;
        private Reply reply;

        private Awaited(Instruction request) {
            this.request = request;
        }
    }

    /** The reply is written when it is there and all before it are. */
    void await(Instruction request, Future<Reply> reply) {
        Awaited next = new Awaited(request);
        awaited.add(next);
        reply.onSuccess(arrived -> {
            next.reply = arrived;
            write();
        });
    }

    int size() {
        return awaited.size();
    }

    /** All that is ready goes out in one write. */
    private void write() {
        if (awaited.isEmpty() || awaited.peek().reply == null) {
            return;
        }
        Buffer ready = Buffer.buffer();
        while (!awaited.isEmpty() && awaited.peek().reply != null) {
            Awaited next = awaited.remove();
            MessageCodec.encodeReply(next.request, next.reply).forEach(frame -> frame.appendTo(ready));
        }
        out.handle(ready);
    }
}
