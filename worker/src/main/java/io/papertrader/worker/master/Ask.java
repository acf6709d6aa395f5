package io.papertrader.worker.master;

import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Instruction.Repeat;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Header;
import io.vertx.core.buffer.Buffer;

/** A request for the master, from when it is asked until it is answered. Belongs to the link's event loop. */
final class Ask {
    private final Asker asker;
    private final Instruction instruction;
    private final LinkRecord record;
    private final Answer answer;
    private final long deadlineNanos;
    private int packets;
    private int bytes;

    /**
     * Waits for its turn.
     *
     * @param record the record to send, the same each time that it is sent
     * @param deadlineNanos by the clock that only goes forward
     */
    Ask(Asker asker, Instruction instruction, LinkRecord record, Answer answer, long deadlineNanos) {
        this.asker = asker;
        this.instruction = instruction;
        this.record = record;
        this.answer = answer;
        this.deadlineNanos = deadlineNanos;
    }

    Asker asker() {
        return asker;
    }

    LinkRecord record() {
        return record;
    }

    int cost() {
        return instruction.cost();
    }

    boolean isAboutAnOrder() {
        return instruction.isAboutAnOrder();
    }

    boolean isOver(long nanos) {
        return nanos - deadlineNanos >= 0;
    }

    /** True where it may be sent again over a new link: nothing of its answer has been handed on, and twice is once. */
    boolean isRepeatable() {
        return packets == 0 && instruction.repeat() != Repeat.NEVER;
    }

    /**
     * Takes a frame of the answer, looking at its header alone; true with the last. An answer that is none ends with a
     * failure.
     */
    boolean take(Header header, Buffer frame) {
        boolean isNext = instruction.isAnsweredBy(header) && header.number() == packets + 1;
        bytes += frame.length();
        if (!isNext || bytes > instruction.mostAnswerBytes() || header.max() > mostPackets()) {
            refuse(FailCode.UNAVAILABLE, "The master's answer cannot be read.");
            return true;
        }
        packets++;
        boolean isLast = header.number() == header.max();
        answer.frame(frame, isLast);
        return isLast;
    }

    private int mostPackets() {
        return 1 + instruction.mostAnswerBytes() / Header.SIZE;
    }

    /** The time is over, or the link is gone for good. */
    void giveUp() {
        refuse(FailCode.UNAVAILABLE, "The master did not answer; " + instruction.ifUnanswered() + ".");
    }

    /** Ends it with a failure, where nothing of an answer has been handed on. */
    void refuse(FailCode code, String reason) {
        if (packets > 0) {
            answer.broken();
        } else {
            answer.frame(MessageCodec.encode(instruction.failure(code, reason)).encode(), true);
        }
    }
}
