package io.papertrader.codec.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The way in which one value is written and read. The simple types are given here; a {@link Layout} is the type of a
 * nested record.
 *
 * @param <V> the value in Java
 */
public interface FieldType<V> {
    /** {@code str}. */
    FieldType<String> STR = simple("str", 0xFFFF, Short.BYTES + 0xFFFF, FieldWriter::text, FieldReader::text);

    /** {@code num}, in units of 10^-8. */
    FieldType<Long> NUM = simple("num", 29, Long.BYTES, FieldWriter::num, FieldReader::num);

    /** {@code time}: milliseconds since 1970. */
    FieldType<Instant> TIME = simple("time", 20, Long.BYTES, FieldWriter::time, FieldReader::time);

    /** {@code bool}. */
    FieldType<Boolean> BOOL = simple("bool", 5, 1, FieldWriter::bool, FieldReader::bool);

    /** {@code u8}. */
    FieldType<Integer> U8 = simple("u8", 3, 1, (out, v) -> out.integer(v, 1), in -> (int) in.integer(1));

    /** {@code u16}. */
    FieldType<Integer> U16 = simple("u16", 5, Short.BYTES, (out, v) -> out.integer(v, 2), in -> (int) in.integer(2));

    /** {@code u32}. */
    FieldType<Long> U32 = simple("u32", 10, Integer.BYTES, (out, v) -> out.integer(v, 4), in -> in.integer(4));

    /** {@code i64}. */
    FieldType<Long> I64 = simple("i64", 20, Long.BYTES, (out, v) -> out.integer(v, 8), in -> in.integer(8));

    /** {@code uuid}. */
    FieldType<UUID> ID = simple("uuid", 36, 2 * Long.BYTES, FieldWriter::uuid, FieldReader::uuid);

    /** All bytes to the end. */
    FieldType<Buffer> REST = simple(
            "bytes",
            Header.MAX_DATA_SIZE,
            Header.MAX_DATA_SIZE,
            (out, v) -> out.bytes(v.getBytes()),
            in -> Buffer.buffer(in.bytes(in.remaining())));

    /** Its name in the protocol reference. */
    String name();

    /** The most bytes that a value takes as an argument. */
    int mostBytes();

    /** The most bytes that a value takes in binary. */
    int mostBinaryBytes();

    /** Writes one value. */
    void write(FieldWriter out, V value);

    /** Reads one value; throws {@link WireFault}, or {@link IllegalArgumentException} where it is out of bounds. */
    V read(FieldReader in);

    /** The value in JSON. */
    default Object toJson(V value) {
        JsonValue json = new JsonValue();
        write(json, value);
        return json.get();
    }

    /** The same type, whose values are these words in JSON. */
    default FieldType<V> said(Function<V, String> word) {
        return new WordField<>(this, word);
    }

    /** The same bytes under a type of its own, whose constructor checks the bounds. */
    default <W> FieldType<W> as(Function<V, W> make, Function<W, V> plain) {
        return simple(
                name(),
                mostBytes(),
                mostBinaryBytes(),
                (out, value) -> write(out, plain.apply(value)),
                in -> make.apply(read(in)));
    }

    /** The same type where no value takes more bytes than this: what a receiver has to have room for. */
    default FieldType<V> atMost(int bytes) {
        return simple(name(), bytes, Math.min(mostBinaryBytes(), Short.BYTES + bytes), this::write, this::read);
    }

    /** {@code opt T}. */
    default FieldType<Optional<V>> optional() {
        return new OptionalField<>(this);
    }

    /** {@code list T}. */
    default FieldType<List<V>> list() {
        return list(Integer.MAX_VALUE);
    }

    /**
     * {@code list T} with so many items at most: the bound that a server keeps to. A reader takes more as well, for the
     * specification sets no bound, and the message has one of its own.
     */
    default FieldType<List<V>> list(int most) {
        return new ListField<>(this, most);
    }

    /** A field of so many bytes, always. */
    static FieldType<byte[]> bytes(int count) {
        return simple(
                count + " bytes",
                count,
                count,
                (out, value) -> out.bytes(exactly(count, value)),
                in -> in.bytes(count));
    }

    private static byte[] exactly(int count, byte[] value) {
        if (value.length != count) {
            throw new IllegalArgumentException("must have " + count + " bytes");
        }
        return value;
    }

    private static <V> FieldType<V> simple(
            String name,
            int mostBytes,
            int mostBinaryBytes,
            BiConsumer<FieldWriter, V> write,
            Function<FieldReader, V> read) {
        return new SimpleField<>(name, mostBytes, mostBinaryBytes, write, read);
    }

    /** A value that is written in one piece. */
    record SimpleField<V>(
            String name,
            int mostBytes,
            int mostBinaryBytes,
            BiConsumer<FieldWriter, V> writer,
            Function<FieldReader, V> reader)
            implements FieldType<V> {
        @Override
        public void write(FieldWriter out, V value) {
            writer.accept(out, value);
        }

        @Override
        public V read(FieldReader in) {
            return reader.apply(in);
        }
    }

    /** A value whose code is for machines, and whose word is for JSON. */
    record WordField<V>(FieldType<V> of, Function<V, String> word) implements FieldType<V> {
        @Override
        public String name() {
            return of.name();
        }

        @Override
        public int mostBytes() {
            return of.mostBytes();
        }

        @Override
        public int mostBinaryBytes() {
            return of.mostBinaryBytes();
        }

        @Override
        public void write(FieldWriter out, V value) {
            of.write(out, value);
        }

        @Override
        public V read(FieldReader in) {
            return of.read(in);
        }

        @Override
        public Object toJson(V value) {
            return word.apply(value);
        }
    }

    /** A value that may be absent. */
    record OptionalField<V>(FieldType<V> of) implements FieldType<Optional<V>> {
        @Override
        public String name() {
            return "opt " + of.name();
        }

        @Override
        public int mostBytes() {
            return 1 + of.mostBytes();
        }

        @Override
        public int mostBinaryBytes() {
            return 1 + of.mostBinaryBytes();
        }

        @Override
        public void write(FieldWriter out, Optional<V> value) {
            out.bool(value.isPresent());
            value.ifPresent(present -> of.write(out, present));
        }

        /** A record leaves out the field of an absent value; there is none elsewhere. */
        @Override
        public Object toJson(Optional<V> value) {
            return of.toJson(value.orElseThrow());
        }

        @Override
        public Optional<V> read(FieldReader in) {
            return in.bool() ? Optional.of(of.read(in)) : Optional.empty();
        }
    }

    /**
     * Some values.
     *
     * @param most the most items that a server sends
     */
    record ListField<V>(FieldType<V> of, int most) implements FieldType<List<V>> {
        @Override
        public String name() {
            return "list " + of.name();
        }

        /** Its count is bounded by the message alone. */
        @Override
        public int mostBytes() {
            return Header.MAX_DATA_SIZE;
        }

        @Override
        public int mostBinaryBytes() {
            long bytes = Integer.BYTES + (long) most * of.mostBinaryBytes();
            return (int) Math.min(bytes, DataTransfer.MAX_BYTES);
        }

        @Override
        public void write(FieldWriter out, List<V> values) {
            out.integer(values.size(), Integer.BYTES);
            values.forEach(value -> of.write(out, value));
        }

        @Override
        public JsonArray toJson(List<V> values) {
            JsonArray items = new JsonArray();
            values.forEach(value -> items.add(of.toJson(value)));
            return items;
        }

        @Override
        public List<V> read(FieldReader in) {
            long count = in.integer(Integer.BYTES);
            // Every item takes a byte at least, so a count beyond what is left is a lie; nothing is allocated for it.
            if (count > in.remaining()) {
                throw WireFault.badArgument("a list says " + count + " items, more than the data can hold");
            }
            List<V> values = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                values.add(of.read(in));
            }
            return List.copyOf(values);
        }
    }
}
