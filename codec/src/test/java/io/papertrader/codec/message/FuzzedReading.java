package io.papertrader.codec.message;

import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.WireFault;
import java.util.Optional;
import java.util.function.Supplier;

/** The laws of reading a message from bytes that may be anything. */
final class FuzzedReading {
    private FuzzedReading() {}

    /** A message, or a fault that can be told to the sender; anything else that is thrown fails the test. */
    static <M> Optional<M> messageOrFault(Supplier<M> reading) {
        try {
            return Optional.of(reading.get());
        } catch (WireFault fault) {
            MessageCodec.encode(new Failure.DataFail(fault.code(), fault.reason()));
            return Optional.empty();
        }
    }

    /** Reads a message that is no data, as its header says what it is. */
    static Message decode(Frame frame) {
        return switch (frame.header().type()) {
            case COMMAND, DATA_TRANSFER -> MessageCodec.decodeRequest(frame);
            case SERVER_RETURN -> MessageCodec.decodeReply(frame);
            case EVENT -> MessageCodec.decodeEvent(frame);
        };
    }
}
