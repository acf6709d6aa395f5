package io.papertrader.master.journal;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/** Rows as one array a column, for {@code unnest}: one statement writes any number of them. */
final class Columns<R> {
    private final List<R> rows;
    private final Tuple tuple;

    Columns(List<R> rows) {
        this(rows, Tuple.tuple());
    }

    /** With a number of their own before the columns. */
    Columns(List<R> rows, long number) {
        this(rows, Tuple.of(number));
    }

    private Columns(List<R> rows, Tuple tuple) {
        this.rows = rows;
        this.tuple = tuple;
    }

    Columns<R> longs(ToLongFunction<R> value) {
        return nullableLongs(row -> value.applyAsLong(row));
    }

    Columns<R> nullableLongs(Function<R, Long> value) {
        tuple.addArrayOfLong(column(value, Long[]::new));
        return this;
    }

    Columns<R> texts(Function<R, String> value) {
        tuple.addArrayOfString(column(value, String[]::new));
        return this;
    }

    Columns<R> uuids(Function<R, UUID> value) {
        tuple.addArrayOfUUID(column(value, UUID[]::new));
        return this;
    }

    Columns<R> times(Function<R, Instant> value) {
        return nullableTimes(value);
    }

    Columns<R> nullableTimes(Function<R, Instant> value) {
        tuple.addArrayOfOffsetDateTime(column(row -> offset(value.apply(row)), OffsetDateTime[]::new));
        return this;
    }

    Tuple tuple() {
        return tuple;
    }

    private <T> T[] column(Function<R, T> value, IntFunction<T[]> array) {
        T[] column = array.apply(rows.size());
        for (int row = 0; row < column.length; row++) {
            column[row] = value.apply(rows.get(row));
        }
        return column;
    }

    private static OffsetDateTime offset(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
