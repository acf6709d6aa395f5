package io.papertrader.codec.wire;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * One field of a record: its name in the protocol, its type, and how to get it.
 *
 * @param <T> the record
 * @param <V> the field's value
 */
public record Field<T, V>(String name, FieldType<V> type, Function<T, V> accessor) {
    /** Reads better than {@code new} in a layout. */
    public static <T, V> Field<T, V> field(String name, FieldType<V> type, Function<T, V> accessor) {
        return new Field<>(name, type, accessor);
    }

    void write(FieldWriter out, T record) {
        type.write(out, accessor.apply(record));
    }

    /** An absent value leaves no trace. */
    void addTo(JsonObject json, T record) {
        V value = accessor.apply(record);
        if (!Optional.empty().equals(value)) {
            json.put(name, type.toJson(value));
        }
    }

    V read(FieldReader in) {
        try {
            return type.read(in);
        } catch (IllegalArgumentException outOfBounds) {
            throw WireFault.badArgument(name + " " + outOfBounds.getMessage());
        }
    }
}
