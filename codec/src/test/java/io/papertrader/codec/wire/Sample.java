package io.papertrader.codec.wire;

import static io.papertrader.codec.wire.Field.field;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A record with a field of every type, for tests of reading and writing. */
record Sample(String text, long num, Instant time, boolean flag, int small, long large, List<Optional<UUID>> ids) {
    static final Layout<Sample> LAYOUT = Layout.of(
            Sample.class,
            field("text", FieldType.STR, Sample::text),
            field("num", FieldType.NUM, Sample::num),
            field("time", FieldType.TIME, Sample::time),
            field("flag", FieldType.BOOL, Sample::flag),
            field("small", FieldType.U16, Sample::small),
            field("large", FieldType.U32, Sample::large),
            field("ids", FieldType.ID.optional().list(), Sample::ids),
            Sample::new);

    /** A record of two words, the second of which may hold spaces. */
    record Words(String first, String second) {
        static final Layout<Words> LAYOUT = Layout.of(
                Words.class,
                field("first", FieldType.STR, Words::first),
                field("second", FieldType.STR, Words::second),
                Words::new);
    }

    /** Every type of argument but for words. */
    record Plain(int small, long number, long num, boolean flag, UUID id, Instant time) {
        static final Layout<Plain> LAYOUT = Layout.of(
                Plain.class,
                field("small", FieldType.U8, Plain::small),
                field("number", FieldType.I64, Plain::number),
                field("num", FieldType.NUM, Plain::num),
                field("flag", FieldType.BOOL, Plain::flag),
                field("id", FieldType.ID, Plain::id),
                field("time", FieldType.TIME, Plain::time),
                Plain::new);
    }

    /** Two bytes, always. */
    record Pair(Buffer bytes) {
        static final Layout<Pair> LAYOUT = Layout.of(
                Pair.class,
                field("bytes", FieldType.bytes(2).as(Buffer::buffer, Buffer::getBytes), Pair::bytes),
                Pair::new);
    }
}
