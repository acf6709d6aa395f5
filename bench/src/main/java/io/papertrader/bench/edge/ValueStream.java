package io.papertrader.bench.edge;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import java.nio.ByteBuffer;

/** Finds the values in what one subscribed client is told, wherever the stream is cut. Allocates nothing. */
final class ValueStream {
    /** More than a header or a value that a read cut off. */
    static final int REST_BYTES = 64;

    private static final int INSTRUCTION_OFFSET = 1;
    private static final int SIZE_OFFSET = 3;

    private Next next = Next.HEADER;
    private int left;

    /** The number that stands where the stream was left. */
    private enum Next {
        HEADER,
        /** The number of values that an event tells. */
        COUNT,
        VALUE,
        /** The data of any other message. */
        DATA
    }

    /** Reads on as far as there are whole parts, and gives how many values of this time were among them. */
    int count(ByteBuffer bytes, long timeMillis) {
        int found = 0;
        while (isWhole(bytes)) {
            switch (next) {
                case HEADER -> header(bytes);
                case COUNT -> begin(Next.VALUE, bytes.getInt());
                case VALUE -> {
                    found += timeOfValue(bytes) == timeMillis ? 1 : 0;
                    begin(Next.VALUE, left - 1);
                }
                case DATA -> {
                    int passed = Math.min(left, bytes.remaining());
                    bytes.position(bytes.position() + passed);
                    begin(Next.DATA, left - passed);
                }
            }
        }
        return found;
    }

    private boolean isWhole(ByteBuffer bytes) {
        return switch (next) {
            case HEADER -> bytes.remaining() >= Header.SIZE;
            case COUNT -> bytes.remaining() >= Integer.BYTES;
            case VALUE ->
                bytes.remaining() >= Short.BYTES
                        && bytes.remaining() >= Short.BYTES + bytes.getShort(bytes.position()) + 2 * Long.BYTES;
            case DATA -> bytes.hasRemaining();
        };
    }

    private void header(ByteBuffer bytes) {
        int start = bytes.position();
        boolean isOfValues = bytes.get(start) == MessageType.EVENT.code()
                && bytes.getShort(start + INSTRUCTION_OFFSET) == Instruction.VALUES_CHANGED.code();
        begin(isOfValues ? Next.COUNT : Next.DATA, bytes.getInt(start + SIZE_OFFSET));
        bytes.position(start + Header.SIZE);
    }

    /** Symbol, value and time; the time alone is of interest. */
    private static long timeOfValue(ByteBuffer bytes) {
        int symbolBytes = bytes.getShort();
        bytes.position(bytes.position() + symbolBytes + Long.BYTES);
        return bytes.getLong();
    }

    private void begin(Next part, int count) {
        next = count == 0 ? Next.HEADER : part;
        left = count;
    }
}
