package io.papertrader.codec.message;

import io.papertrader.codec.wire.DataTransfer;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.Layout;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Messages to frames and back, by the table alone. Every method that reads throws only {@link WireFault}. */
public final class MessageCodec {
    private MessageCodec() {}

    /** A request, an event, or a reply that is no data, as its one frame. */
    public static Frame encode(Message message) {
        Instruction row = Instruction.of(message);
        Layout<Message> layout = layoutFor(row, message);
        Buffer data = row.isBinary() ? layout.toBinary(message) : layout.toArguments(message);
        int arguments = row.isBinary() ? 0 : layout.fields().size();
        return new Frame(Header.single(row.messageType(), row.code(), data.length(), arguments), data);
    }

    /** A reply as its frames: one, or a set of data packets where it is the content that the request's row names. */
    public static List<Frame> encodeReply(Instruction request, Reply reply) {
        return request.content()
                .filter(content -> content.type().isInstance(reply))
                .map(content -> DataTransfer.split(
                        Instruction.DATA.code(), typed(content, reply).toBinary(reply)))
                .orElseGet(() -> List.of(encode(reply)));
    }

    /** Reads a request; an unknown instruction and bad arguments are faults. */
    public static Request decodeRequest(Frame frame) {
        return decode(frame, Request.class);
    }

    /** Reads an event. */
    public static Event decodeEvent(Frame frame) {
        return decode(frame, Event.class);
    }

    /** Reads a reply that is no data. */
    public static Reply decodeReply(Frame frame) {
        return decode(frame, Reply.class);
    }

    /** Reads what the packets of one set carried. */
    static Reply decodeContent(Instruction request, Buffer content) {
        Layout<?> layout = request.content().orElseThrow();
        return (Reply)
                (layout.isList() && content.length() == 0 ? layout.build(List.of()) : layout.fromBinary(content));
    }

    /** The row of a frame; an unknown instruction is a fault. */
    static Instruction row(Frame frame) {
        return Instruction.of(frame.header()).orElseThrow(() -> unknown(frame));
    }

    /** The kind of a message comes before its content: another kind is as unknown as no row. */
    private static <M extends Message> M decode(Frame frame, Class<M> kind) {
        Instruction row = row(frame);
        Layout<?> layout = row.layout()
                .filter(declared -> kind.isAssignableFrom(declared.type()))
                .orElseThrow(() -> unknown(frame));
        int arguments = frame.header().argumentCount();
        if (row.isBinary() && arguments != 0) {
            throw new WireFault(FailCode.BAD_ARGUMENT, row.specName() + " is binary, its argumentCount is 0");
        }
        return kind.cast(
                row.isBinary() ? layout.fromBinary(frame.data()) : layout.fromArguments(frame.data(), arguments));
    }

    private static WireFault unknown(Frame frame) {
        Header header = frame.header();
        return new WireFault(
                FailCode.UNKNOWN_INSTRUCTION,
                "instruction " + header.instruction() + " is not known for messageType "
                        + header.type().code());
    }

    private static Layout<Message> layoutFor(Instruction row, Message message) {
        return typed(row.layout().orElseThrow(), message);
    }

    /** The table pairs each layout with its record, which the compiler cannot see. */
    @SuppressWarnings("unchecked")
    private static <M extends Message> Layout<M> typed(Layout<?> layout, M message) {
        if (!layout.type().isInstance(message)) {
            throw new IllegalArgumentException(message + " is no " + layout.name());
        }
        return (Layout<M>) layout;
    }
}
