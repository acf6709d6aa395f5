package io.papertrader.worker;

import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A request as it came to the stand-in of the master, and the way to answer it late. */
public record Asked<R extends Request>(R request, LinkRecord record, Consumer<List<Frame>> answer) {
    public void answer(Reply reply) {
        answer.accept(frames(reply));
    }

    /** Sends the reply in so many packets, though fewer would do. */
    public void answerInSmallPackets(Reply reply, int packets) {
        answer.accept(smallPackets(reply, packets));
    }

    /** Sends only so many of the reply's packets, of which there are more. */
    public void answerInPart(Reply reply, int packets) {
        answer.accept(smallPackets(reply, packets + 1).subList(0, packets));
    }

    private List<Frame> smallPackets(Reply reply, int packets) {
        Buffer content = Buffer.buffer();
        frames(reply).forEach(frame -> content.appendBuffer(frame.data()));
        int size = Math.ceilDiv(content.length(), packets);
        List<Frame> all = new ArrayList<>();
        for (int number = 1; number <= packets; number++) {
            Buffer data = content.slice((number - 1) * size, Math.min(number * size, content.length()));
            all.add(new Frame(
                    new Header(MessageType.SERVER_RETURN, Instruction.DATA.code(), data.length(), 0, number, packets),
                    data));
        }
        return all;
    }

    private List<Frame> frames(Reply reply) {
        return MessageCodec.encodeReply(Instruction.of(request), reply);
    }
}
