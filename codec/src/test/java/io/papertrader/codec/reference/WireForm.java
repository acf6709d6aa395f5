package io.papertrader.codec.reference;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.FieldWriter;
import java.time.Instant;
import java.util.UUID;

/** The form of one simple value on the wire, as text. */
final class WireForm implements FieldWriter {
    private String form = "";

    private WireForm() {}

    static <V> String of(FieldType<V> type, V value) {
        WireForm form = new WireForm();
        type.write(form, value);
        return form.form;
    }

    @Override
    public void text(String value) {
        form = value;
    }

    @Override
    public void integer(long value, int bytes) {
        form = Long.toString(value);
    }

    @Override
    public void num(long units) {
        throw new IllegalStateException("no enum is a num");
    }

    @Override
    public void time(Instant value) {
        throw new IllegalStateException("no enum is a time");
    }

    @Override
    public void bool(boolean value) {
        throw new IllegalStateException("no enum is a bool");
    }

    @Override
    public void uuid(UUID value) {
        throw new IllegalStateException("no enum is a uuid");
    }

    @Override
    public void bytes(byte[] value) {
        throw new IllegalStateException("no enum is bytes");
    }
}
