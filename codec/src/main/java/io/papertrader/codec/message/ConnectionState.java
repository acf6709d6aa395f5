package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.MessageType;
import java.util.Arrays;

/** The two states of a client's connection (specification 4.2); kept by both ends, never in a message's header. */
public enum ConnectionState {
    /** The state in which every connection begins (4.2.1). */
    COMMAND("command", MessageType.COMMAND),
    /** The state in which data is asked for (4.2.2). */
    DATA_TRANSFER("data", MessageType.DATA_TRANSFER);

    /** {@code command} or {@code data}. */
    public static final FieldType<ConnectionState> TYPE =
            FieldType.STR.as(ConnectionState::parse, ConnectionState::text);

    private final String text;
    private final MessageType messageType;

    ConnectionState(String text, MessageType messageType) {
        this.text = text;
        this.messageType = messageType;
    }

    /** The argument of {@code switchState}. */
    public String text() {
        return text;
    }

    /** The message type of this state's instructions. */
    public MessageType messageType() {
        return messageType;
    }

    private static ConnectionState parse(String text) {
        return Arrays.stream(values())
                .filter(state -> state.text.equals(text))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("must be command or data"));
    }
}
