package io.papertrader.codec.wire;

import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.UuidText;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads arguments; the last one runs to the end and may hold spaces. */
final class ArgumentReader implements FieldReader {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

    private final Iterator<String> arguments;

    ArgumentReader(Buffer data, int count) {
        List<String> found = count == 0 ? List.of() : List.of(utf8(data).split(" ", count));
        if (found.size() != count || (count == 0 && data.length() > 0)) {
            throw WireFault.badArgument("argumentCount says " + count + ", the data holds another number");
        }
        this.arguments = found.iterator();
    }

    private static String utf8(Buffer data) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw WireFault.badArgument("text must be UTF-8");
        }
    }

    @Override
    public String text() {
        return arguments.next();
    }

    @Override
    public long num() {
        return Decimal.parse(text());
    }

    @Override
    public Instant time() {
        return Instant.ofEpochMilli(integer(Long.BYTES));
    }

    @Override
    public boolean bool() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    @Override
    public long integer(int bytes) {
        String text = text();
        // Long.parseLong also takes a plus and the digits of other scripts, which other languages do not.
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a whole number");
        }
        try {
            return WireInteger.checked(Long.parseLong(text), bytes);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is too large", e);
        }
    }

    @Override
    public UUID uuid() {
        return UuidText.parse(text());
    }

    @Override
    public byte[] bytes(int count) {
        throw new IllegalStateException("arguments are text");
    }

    @Override
    public int remaining() {
        throw new IllegalStateException("arguments are text");
    }
}
