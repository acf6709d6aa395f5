package io.papertrader.codec.message;

import io.papertrader.codec.wire.DataTransfer;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import java.util.Optional;

/** Collects the frames that answer one request. */
public final class ReplyReader {
    private final Instruction request;
    private final DataTransfer packets = new DataTransfer();

    /** A reader for the answer of one request of this kind. */
    public ReplyReader(Instruction request) {
        this.request = request;
    }

    /** Takes the next frame; gives the reply with the last. Throws {@link WireFault}. */
    public Optional<Reply> read(Frame frame) {
        Instruction row = MessageCodec.row(frame);
        // A server answers with dataFail whatever it could not read.
        if (row != Instruction.DATA_FAIL && !request.replies().contains(row)) {
            throw malformed(row.specName() + " is no answer to " + request.specName());
        }
        if (row == Instruction.DATA) {
            return packets.join(frame).map(content -> MessageCodec.decodeContent(request, content));
        }
        if (packets.isUnfinished() || frame.header().max() != 1) {
            throw malformed("only data comes in packets, and nothing else between them");
        }
        return Optional.of(MessageCodec.decodeReply(frame));
    }

    private static WireFault malformed(String reason) {
        return new WireFault(FailCode.MALFORMED, reason);
    }
}
