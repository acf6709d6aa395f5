package io.papertrader.codec.wire;

import io.vertx.core.buffer.Buffer;

/**
 * The 16 bytes before every message's data (specification 4.4).
 *
 * @param type the kind of message
 * @param instruction the code, 0 .. 65,535
 * @param dataSize bytes that follow, 0 .. {@value #MAX_DATA_SIZE}
 * @param argumentCount arguments in the data, 0 where it is binary
 * @param number this packet's place in its set, from 1
 * @param max packets in the set
 */
public record Header(MessageType type, int instruction, int dataSize, int argumentCount, int number, int max) {
    /** Bytes of a header. */
    public static final int SIZE = 16;

    /** The most bytes of data in one message. */
    public static final int MAX_DATA_SIZE = 65_536;

    /**
     * A field that does not fit the 16 bytes is a defect of the sender; a peer's header is checked by {@link #read}.
     */
    public Header {
        if (instruction < 0 || instruction > 0xFFFF || argumentCount < 0 || argumentCount > 0xFF) {
            throw new IllegalArgumentException("instruction or argumentCount does not fit a header");
        }
        if (dataSize < 0 || dataSize > MAX_DATA_SIZE) {
            throw new IllegalArgumentException("dataSize " + dataSize + " is over the limit of " + MAX_DATA_SIZE);
        }
    }

    /** The header of a message that stands alone. */
    public static Header single(MessageType type, int instruction, int dataSize, int argumentCount) {
        return new Header(type, instruction, dataSize, argumentCount, 1, 1);
    }

    /** Reads 16 bytes, or throws a {@link WireFault} that ends the connection. */
    static Header read(Buffer bytes) {
        MessageType type = MessageType.of(bytes.getUnsignedByte(0))
                .orElseThrow(() -> WireFault.malformed("unknown messageType " + bytes.getUnsignedByte(0)));
        long dataSize = bytes.getUnsignedInt(3);
        if (dataSize > MAX_DATA_SIZE) {
            throw WireFault.malformed("dataSize " + dataSize + " is over the limit of " + MAX_DATA_SIZE);
        }
        Header header = new Header(
                type,
                bytes.getUnsignedShort(1),
                (int) dataSize,
                bytes.getUnsignedByte(7),
                bytes.getInt(8),
                bytes.getInt(12));
        header.checkPacketNumbers();
        return header;
    }

    /** Only a server's returns come in sets; packet 1 of 1 stands alone. */
    private void checkPacketNumbers() {
        boolean possible = type == MessageType.SERVER_RETURN ? number >= 1 && number <= max : number == 1 && max == 1;
        if (!possible) {
            throw WireFault.malformed("dataMessageNumber/dataMessageMax cannot be " + Integer.toUnsignedString(number)
                    + "/" + Integer.toUnsignedString(max));
        }
    }

    Buffer appendTo(Buffer out) {
        return out.appendUnsignedByte((short) type.code())
                .appendUnsignedShort(instruction)
                .appendInt(dataSize)
                .appendUnsignedByte((short) argumentCount)
                .appendInt(number)
                .appendInt(max);
    }
}
