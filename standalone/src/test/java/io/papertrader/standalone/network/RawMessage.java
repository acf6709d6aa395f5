package io.papertrader.standalone.network;

import java.nio.ByteBuffer;

/** Messages as bytes, past the library: also such as it would never send. */
final class RawMessage {
    static final int HEADER_BYTES = 16;
    private static final int COMMAND = 1;
    private static final int GET_WORKERS = 256;

    private RawMessage() {}

    /** The header of a command, for as much data as it says. */
    static byte[] command(int instruction, int dataSize) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) COMMAND)
                .putShort((short) instruction)
                .putInt(dataSize)
                .put((byte) 0)
                .putInt(1)
                .putInt(1)
                .array();
    }

    static byte[] getWorkers() {
        return command(GET_WORKERS, 0);
    }

    /** The same request, many times. */
    static byte[] getWorkers(int times) {
        ByteBuffer all = ByteBuffer.allocate(times * HEADER_BYTES);
        for (int i = 0; i < times; i++) {
            all.put(getWorkers());
        }
        return all.array();
    }
}
