package io.papertrader.codec.wire;

import io.papertrader.vocabulary.Decimal;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Arguments: strings separated by one space. */
final class ArgumentWriter implements FieldWriter {
    private final List<String> arguments = new ArrayList<>();

    @Override
    public void text(String value) {
        // Only the last argument may hold spaces: they would make two of any other.
        if (!arguments.isEmpty() && arguments.getLast().indexOf(' ') >= 0) {
            throw new IllegalArgumentException("only the last argument may hold spaces");
        }
        arguments.add(value);
    }

    @Override
    public void num(long units) {
        text(Decimal.format(units));
    }

    @Override
    public void time(Instant value) {
        text(Long.toString(value.toEpochMilli()));
    }

    @Override
    public void bool(boolean value) {
        text(Boolean.toString(value));
    }

    @Override
    public void integer(long value, int bytes) {
        text(Long.toString(value));
    }

    @Override
    public void uuid(UUID value) {
        text(value.toString());
    }

    @Override
    public void bytes(byte[] value) {
        throw new IllegalStateException("arguments are text");
    }

    Buffer toBuffer() {
        return Buffer.buffer(String.join(" ", arguments));
    }
}
