package io.papertrader.codec.wire;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Reads binary values; never past the end, never more than what came. */
final class BinaryReader implements FieldReader {
    private static final char REPLACEMENT = '\uFFFD';

    private final Buffer in;
    private int position;

    BinaryReader(Buffer in) {
        this.in = in;
    }

    @Override
    public String text() {
        byte[] utf8 = bytes((int) integer(Short.BYTES));
        String text = new String(utf8, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : checked(utf8);
    }

    /** The sign in the place of bytes that are no UTF-8 can also have been written: then all is well. */
    private static String checked(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw WireFault.badArgument("text must be UTF-8");
        }
    }

    @Override
    public long num() {
        return in.getLong(advance(Long.BYTES));
    }

    @Override
    public Instant time() {
        return Instant.ofEpochMilli(in.getLong(advance(Long.BYTES)));
    }

    @Override
    public boolean bool() {
        return switch (in.getByte(advance(1))) {
            case 0 -> false;
            case 1 -> true;
            default -> throw WireFault.badArgument("a bool is 0 or 1");
        };
    }

    @Override
    public long integer(int bytes) {
        int at = advance(bytes);
        return switch (bytes) {
            case 1 -> in.getUnsignedByte(at);
            case 2 -> in.getUnsignedShort(at);
            case 4 -> in.getUnsignedInt(at);
            default -> in.getLong(at);
        };
    }

    @Override
    public UUID uuid() {
        int at = advance(2 * Long.BYTES);
        return new UUID(in.getLong(at), in.getLong(at + Long.BYTES));
    }

    @Override
    public byte[] bytes(int count) {
        int at = advance(count);
        return in.getBytes(at, at + count);
    }

    @Override
    public int remaining() {
        return in.length() - position;
    }

    private int advance(int bytes) {
        if (bytes > remaining()) {
            throw WireFault.badArgument("the data ends too early");
        }
        int at = position;
        position += bytes;
        return at;
    }
}
