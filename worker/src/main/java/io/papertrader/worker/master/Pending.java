package io.papertrader.worker.master;

import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.TradeRequest.Order;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.Promise;
import java.time.Instant;

/** A request that the master has not answered yet. */
final class Pending {
    private final Request request;
    private final LinkRecord record;
    private final Promise<Reply> answer;
    private final Instant deadline;
    private ReplyReader reader;

    Pending(Request request, LinkRecord record, Promise<Reply> answer, Instant deadline) {
        this.request = request;
        this.record = record;
        this.answer = answer;
        this.deadline = deadline;
        this.reader = new ReplyReader(Instruction.of(request));
    }

    LinkRecord record() {
        return record;
    }

    boolean isOver(Instant now) {
        return now.isAfter(deadline);
    }

    /**
     * Whether it may be sent again over a new link. An order may: the record's stamp and correlation name it, so the
     * master does it once. A registration may not: done twice, it would tell its user that the name is taken.
     */
    boolean isRepeatable() {
        return !(request instanceof Register);
    }

    /** The link broke: what has come of the answer is worth nothing. */
    void startOver() {
        reader = new ReplyReader(Instruction.of(request));
    }

    /** Takes a frame of the answer; true with the last. */
    boolean read(Frame frame) {
        try {
            return reader.read(frame)
                    .map(reply -> {
                        answer.complete(reply);
                        return true;
                    })
                    .orElse(false);
        } catch (WireFault fault) {
            fail("The master's answer cannot be read.");
            return true;
        }
    }

    void giveUp() {
        fail(
                request instanceof Order
                        ? "The master did not answer; look into the history to see whether the order was queued."
                        : "The master did not answer; try again later.");
    }

    private void fail(String reason) {
        answer.complete(Instruction.of(request).failure(FailCode.UNAVAILABLE, reason));
    }
}
