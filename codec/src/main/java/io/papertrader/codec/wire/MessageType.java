package io.papertrader.codec.wire;

import java.util.Optional;

/** The kind of a message (specification 4.4, {@code messageType}). */
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

    /** The answer to each lookup, made once for all messages. */
    @SuppressWarnings("ImmutableEnumChecker") // It holds this very constant.
    private final Optional<MessageType> found;

    MessageType(int code) {
        this.code = code;
        this.found = Optional.of(this);
    }

    /** The byte on the wire. */
    public int code() {
        return code;
    }

    static Optional<MessageType> of(int code) {
        return switch (code) {
            case 1 -> COMMAND.found;
            case 2 -> DATA_TRANSFER.found;
            case 3 -> SERVER_RETURN.found;
            case 4 -> EVENT.found;
            default -> Optional.empty();
        };
    }
}
