package io.papertrader.codec.wire;

import java.util.Optional;

/** What a message is (specification 4.4, {@code messageType}). */
public enum MessageType {
    /** An instruction of the command state. */
    COMMAND(1),
    /** An instruction of the data transfer state. */
    DATA_TRANSFER(2),
    /** A server's answer. */
    SERVER_RETURN(3),
    /** A server's unasked push. */
    EVENT(4);

    private final int code;

    MessageType(int code) {
        this.code = code;
    }

    /** The byte on the wire. */
    public int code() {
        return code;
    }

    static Optional<MessageType> of(int code) {
        return switch (code) {
            case 1 -> Optional.of(COMMAND);
            case 2 -> Optional.of(DATA_TRANSFER);
            case 3 -> Optional.of(SERVER_RETURN);
            case 4 -> Optional.of(EVENT);
            default -> Optional.empty();
        };
    }
}
