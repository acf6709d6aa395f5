package io.papertrader.worker.master;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

/** An answer that this worker itself wants to know. */
final class DecodedAnswer implements Answer {
    private final Instruction instruction;
    private final ReplyReader reader;
    private final Promise<Reply> promise;

    DecodedAnswer(Instruction instruction, Promise<Reply> promise) {
        this.instruction = instruction;
        this.reader = new ReplyReader(instruction);
        this.promise = promise;
    }

    @Override
    public void frame(Buffer frame, boolean isLast) {
        try {
            reader.read(Frame.decode(frame)).ifPresent(promise::tryComplete);
        } catch (WireFault fault) {
            unreadable();
        }
    }

    @Override
    public void broken() {
        unreadable();
    }

    private void unreadable() {
        promise.tryComplete(instruction.failure(FailCode.UNAVAILABLE, "The master's answer cannot be read."));
    }
}
