package io.papertrader.codec.wire;

import io.papertrader.vocabulary.Decimal;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * One value as JSON has it. A {@code num} is a string, for most programs read a number as a fraction of two, and lose
 * cents.
 */
final class JsonValue implements FieldWriter {
    private Optional<Object> value = Optional.empty();

    @Override
    public void text(String text) {
        value = Optional.of(text);
    }

    @Override
    public void num(long units) {
        text(Decimal.format(units));
    }

    @Override
    public void time(Instant time) {
        text(time.toString());
    }

    @Override
    public void bool(boolean is) {
        value = Optional.of(is);
    }

    @Override
    public void integer(long number, int bytes) {
        value = Optional.of(number);
    }

    @Override
    public void uuid(UUID id) {
        text(id.toString());
    }

    @Override
    public void bytes(byte[] bytes) {
        text(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    Object get() {
        return value.orElseThrow(() -> new IllegalStateException("the type has written nothing"));
    }
}
