package io.papertrader.codec.message;

import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Layout;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * One sample message and the file that holds its bytes.
 *
 * @param file the name in {@code golden/}, without {@code .hex}
 * @param row the message's row, or the row of the request that data answers
 */
public record GoldenVector(String file, Instruction row, Message message) {
    /** The content of the file. */
    public String text() {
        String title = isContent() ? "# data, in answer to " + row.specName() : "# " + row.specName();
        return title + "\n# Bytes in hexadecimal; what follows a number sign is a comment.\n\n" + bytes();
    }

    /** The bytes alone, each field with its comment. */
    public String bytes() {
        return isContent() ? AnnotatedBytes.of(row, (Reply) message) : AnnotatedBytes.of(message);
    }

    boolean isContent() {
        return row.content()
                .filter(content -> content.type().isInstance(message))
                .isPresent();
    }

    /** The bytes by the encoder under test. */
    Buffer encode() {
        List<Frame> frames =
                isContent() ? MessageCodec.encodeReply(row, (Reply) message) : List.of(MessageCodec.encode(message));
        Buffer bytes = Buffer.buffer();
        frames.forEach(frame -> frame.appendTo(bytes));
        return bytes;
    }

    /** The message in JSON. */
    String json() {
        return layout().toJson(message).encodePrettily() + "\n";
    }

    /** The table pairs each layout with its record. */
    @SuppressWarnings("unchecked")
    private Layout<Message> layout() {
        return (Layout<Message>) (isContent() ? row.content() : row.layout()).orElseThrow();
    }

    @Override
    public String toString() {
        return file;
    }
}
