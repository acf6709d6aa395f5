package io.papertrader.worker.asset;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.vertx.core.buffer.Buffer;

/** Answers as bytes, made once and sent to many. */
final class Encoded {
    private Encoded() {}

    /** All frames of the answer to such a request. */
    static byte[] answer(Instruction request, Reply reply) {
        Buffer all = Buffer.buffer();
        MessageCodec.encodeReply(request, reply).forEach(frame -> frame.appendTo(all));
        return all.getBytes();
    }
}
