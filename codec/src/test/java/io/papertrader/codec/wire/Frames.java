package io.papertrader.codec.wire;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Frames and headers for tests; their instructions need no meaning here. */
final class Frames {
    private Frames() {}

    static Frame command(int instruction, String data) {
        Buffer bytes = Buffer.buffer(data);
        return new Frame(Header.single(MessageType.COMMAND, instruction, bytes.length(), 1), bytes);
    }

    /** Numbered from 0 by their instruction. */
    static List<Frame> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> command(number, "x".repeat(number % 5)))
                .toList();
    }

    static Frame random(RandomGenerator random) {
        byte[] data = new byte[random.nextInt(10) == 0 ? random.nextInt(Header.MAX_DATA_SIZE + 1) : random.nextInt(40)];
        random.nextBytes(data);
        MessageType type = List.of(MessageType.values()).get(random.nextInt(4));
        int max = type == MessageType.SERVER_RETURN ? 1 + random.nextInt(1_000) : 1;
        Header header = new Header(
                type, random.nextInt(65_536), data.length, random.nextInt(256), 1 + random.nextInt(max), max);
        return new Frame(header, Buffer.buffer(data));
    }

    static Buffer bytes(List<Frame> frames) {
        Buffer bytes = Buffer.buffer();
        frames.forEach(frame -> frame.appendTo(bytes));
        return bytes;
    }

    /** A header as bytes, valid or not. */
    static Buffer header(int type, int instruction, long dataSize, int argumentCount, long number, long max) {
        return Buffer.buffer()
                .appendUnsignedByte((short) type)
                .appendUnsignedShort(instruction)
                .appendUnsignedInt(dataSize)
                .appendUnsignedByte((short) argumentCount)
                .appendUnsignedInt(number)
                .appendUnsignedInt(max);
    }
}
