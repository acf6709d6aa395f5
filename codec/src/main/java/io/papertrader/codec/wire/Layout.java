package io.papertrader.codec.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A record's fields in the order of the wire. Writes, reads and describes the record, as arguments or as binary values,
 * and writes it as JSON, without reflection.
 *
 * @param <T> the record
 */
public final class Layout<T> implements FieldType<T> {
    private final Class<T> type;
    private final List<Field<T, ?>> fields;
    private final Function<Object[], T> constructor;

    private Layout(Class<T> type, List<Field<T, ?>> fields, Function<Object[], T> constructor) {
        this.type = type;
        this.fields = fields;
        this.constructor = constructor;
    }

    /** The record's class. */
    public Class<T> type() {
        return type;
    }

    /** The fields in order. */
    public List<Field<T, ?>> fields() {
        return fields;
    }

    /** The record's name; its fields stand in a section of their own in the reference. */
    @Override
    public String name() {
        return type.getSimpleName();
    }

    /** The most bytes as arguments, with the spaces between them. */
    @Override
    public int mostBytes() {
        int separators = Math.max(0, fields.size() - 1);
        return separators
                + fields.stream().mapToInt(field -> field.type().mostBytes()).sum();
    }

    @Override
    public int mostBinaryBytes() {
        return fields.stream().mapToInt(field -> field.type().mostBinaryBytes()).reduce(0, Math::addExact);
    }

    @Override
    public void write(FieldWriter out, T record) {
        for (Field<T, ?> field : fields) {
            field.write(out, record);
        }
    }

    /** The records as an array of objects. */
    public JsonArray toJson(List<T> records) {
        JsonArray array = new JsonArray();
        records.forEach(record -> array.add(toJson(record)));
        return array;
    }

    /** The record as an object, with its fields in order. */
    @Override
    public JsonObject toJson(T record) {
        JsonObject json = new JsonObject();
        fields.forEach(field -> field.addTo(json, record));
        return json;
    }

    @Override
    public T read(FieldReader in) {
        // Without a stream: an update of a whole market reads thousands of records.
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).read(in);
        }
        return build(values);
    }

    /** The record of these values, one for each field in order, each of its field's type. */
    public T build(Object... values) {
        return constructor.apply(values);
    }

    /** The record as arguments: strings separated by one space. */
    public Buffer toArguments(T record) {
        ArgumentWriter out = new ArgumentWriter();
        write(out, record);
        return out.toBuffer();
    }

    /** Reads arguments, of which there must be one for each field. */
    public T fromArguments(Buffer data, int argumentCount) {
        if (argumentCount != fields.size()) {
            throw WireFault.badArgument("takes " + fields.size() + " arguments" + names() + ", got " + argumentCount);
        }
        return checked(new ArgumentReader(data, argumentCount));
    }

    /** The record as binary values. */
    public Buffer toBinary(T record) {
        BinaryWriter out = new BinaryWriter();
        write(out, record);
        return out.toBuffer();
    }

    /** True where the record is one list and nothing else, so that no bytes at all can stand for an empty one. */
    public boolean isList() {
        return fields.size() == 1 && fields.getFirst().type() instanceof FieldType.ListField;
    }

    /** Reads binary values to the last byte. */
    public T fromBinary(Buffer data) {
        BinaryReader in = new BinaryReader(data);
        T record = checked(in);
        if (in.remaining() > 0) {
            throw WireFault.badArgument("the data goes on after its last value");
        }
        return record;
    }

    private T checked(FieldReader in) {
        try {
            return read(in);
        } catch (IllegalArgumentException outOfBounds) {
            throw WireFault.badArgument(String.valueOf(outOfBounds.getMessage()));
        }
    }

    private String names() {
        return fields.isEmpty() ? "" : fields.stream().map(Field::name).collect(Collectors.joining(" ", " (", ")"));
    }

    /** A record without fields. */
    public static <T> Layout<T> of(Class<T> type, Supplier<T> make) {
        return new Layout<>(type, List.of(), values -> make.get());
    }

    /** A record of one field. */
    @SuppressWarnings("unchecked")
    public static <T, A> Layout<T> of(Class<T> type, Field<T, A> a, Function<A, T> make) {
        return new Layout<>(type, List.of(a), values -> make.apply((A) values[0]));
    }

    /** A record of two fields. */
    @SuppressWarnings("unchecked")
    public static <T, A, B> Layout<T> of(Class<T> type, Field<T, A> a, Field<T, B> b, BiFunction<A, B, T> make) {
        return new Layout<>(type, List.of(a, b), values -> make.apply((A) values[0], (B) values[1]));
    }

    /** A record of three fields. */
    @SuppressWarnings("unchecked")
    public static <T, A, B, C> Layout<T> of(
            Class<T> type, Field<T, A> a, Field<T, B> b, Field<T, C> c, Make3<A, B, C, T> make) {
        return new Layout<>(type, List.of(a, b, c), values -> make.apply((A) values[0], (B) values[1], (C) values[2]));
    }

    /** A record of four fields. */
    @SuppressWarnings("unchecked")
    public static <T, A, B, C, D> Layout<T> of(
            Class<T> type, Field<T, A> a, Field<T, B> b, Field<T, C> c, Field<T, D> d, Make4<A, B, C, D, T> make) {
        return new Layout<>(
                type,
                List.of(a, b, c, d),
                values -> make.apply((A) values[0], (B) values[1], (C) values[2], (D) values[3]));
    }

    /** A record of five fields. */
    @SuppressWarnings("unchecked")
    public static <T, A, B, C, D, E> Layout<T> of(
            Class<T> type,
            Field<T, A> a,
            Field<T, B> b,
            Field<T, C> c,
            Field<T, D> d,
            Field<T, E> e,
            Make5<A, B, C, D, E, T> make) {
        return new Layout<>(
                type,
                List.of(a, b, c, d, e),
                values -> make.apply((A) values[0], (B) values[1], (C) values[2], (D) values[3], (E) values[4]));
    }

    /** A record of six fields. */
    @SuppressWarnings("unchecked")
    public static <T, A, B, C, D, E, F> Layout<T> of(
            Class<T> type,
            Field<T, A> a,
            Field<T, B> b,
            Field<T, C> c,
            Field<T, D> d,
            Field<T, E> e,
            Field<T, F> f,
            Make6<A, B, C, D, E, F, T> make) {
        return new Layout<>(
                type,
                List.of(a, b, c, d, e, f),
                values -> make.apply(
                        (A) values[0], (B) values[1], (C) values[2], (D) values[3], (E) values[4], (F) values[5]));
    }

    /** A record of seven fields. */
    @SuppressWarnings("unchecked")
    public static <T, A, B, C, D, E, F, G> Layout<T> of(
            Class<T> type,
            Field<T, A> a,
            Field<T, B> b,
            Field<T, C> c,
            Field<T, D> d,
            Field<T, E> e,
            Field<T, F> f,
            Field<T, G> g,
            Make7<A, B, C, D, E, F, G, T> make) {
        return new Layout<>(
                type,
                List.of(a, b, c, d, e, f, g),
                values -> make.apply(
                        (A) values[0], (B) values[1], (C) values[2], (D) values[3], (E) values[4], (F) values[5], (G)
                                values[6]));
    }

    /** A constructor of three values. */
    @FunctionalInterface
    public interface Make3<A, B, C, T> {
        /** Makes the record. */
        T apply(A a, B b, C c);
    }

    /** A constructor of four values. */
    @FunctionalInterface
    public interface Make4<A, B, C, D, T> {
        /** Makes the record. */
        T apply(A a, B b, C c, D d);
    }

    /** A constructor of five values. */
    @FunctionalInterface
    public interface Make5<A, B, C, D, E, T> {
        /** Makes the record. */
        T apply(A a, B b, C c, D d, E e);
    }

    /** A constructor of six values. */
    @FunctionalInterface
    public interface Make6<A, B, C, D, E, F, T> {
        /** Makes the record. */
        T apply(A a, B b, C c, D d, E e, F f);
    }

    /** A constructor of seven values. */
    @FunctionalInterface
    public interface Make7<A, B, C, D, E, F, G, T> {
        /** Makes the record. */
        T apply(A a, B b, C c, D d, E e, F f, G g);
    }
}
