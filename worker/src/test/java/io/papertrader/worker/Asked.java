package io.papertrader.worker;

import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Frame;
import java.util.List;
import java.util.function.Consumer;

/** A request as it came to the stand-in of the master, and the way to answer it late. */
public record Asked<R extends Request>(R request, LinkRecord record, Consumer<List<Frame>> answer) {
    public void answer(Reply reply) {
        answer.accept(frames(reply));
    }

    /** Sends only so many of the reply's packets. */
    public void answerInPart(Reply reply, int packets) {
        answer.accept(frames(reply).subList(0, packets));
    }

    private List<Frame> frames(Reply reply) {
        return MessageCodec.encodeReply(Instruction.of(request), reply);
    }
}
