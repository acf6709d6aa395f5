package io.papertrader.codec.wire;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Binary values, big-endian. */
final class BinaryWriter implements FieldWriter {
    private final Buffer out = Buffer.buffer();

    @Override
    public void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > 0xFFFF) {
            throw new IllegalArgumentException("a str has at most 65,535 bytes");
        }
        out.appendUnsignedShort(utf8.length).appendBytes(utf8);
    }

    @Override
    public void num(long units) {
        out.appendLong(units);
    }

    @Override
    public void time(Instant value) {
        out.appendLong(value.toEpochMilli());
    }

    @Override
    public void bool(boolean value) {
        out.appendByte((byte) (value ? 1 : 0));
    }

    @Override
    public void integer(long value, int bytes) {
        WireInteger.checked(value, bytes);
        switch (bytes) {
            case 1 -> out.appendUnsignedByte((short) value);
            case 2 -> out.appendUnsignedShort((int) value);
            case 4 -> out.appendUnsignedInt(value);
            default -> out.appendLong(value);
        }
    }

    @Override
    public void uuid(UUID value) {
        out.appendLong(value.getMostSignificantBits()).appendLong(value.getLeastSignificantBits());
    }

    @Override
    public void bytes(byte[] value) {
        out.appendBytes(value);
    }

    Buffer toBuffer() {
        return out;
    }
}
