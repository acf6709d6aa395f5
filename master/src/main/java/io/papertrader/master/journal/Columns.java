package io.papertrader.master.journal;

import io.papertrader.master.leadership.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Rows as one array a column, for {@code unnest}: one statement writes any number of them. */
final class Columns<R> {
    private final List<R> rows;
    private final Tuple tuple = Tuple.tuple();

    Columns(List<R> rows) {
        this.rows = rows;
    }

    /** One number for all rows. */
    Columns<R> number(long number) {
        tuple.addLong(number);
        return this;
    }

    Columns<R> longs(ToLongFunction<R> value) {
        return nullableLongs(row -> value.applyAsLong(row));
    }

    Columns<R> nullableLongs(Function<R, @Nullable Long> value) {
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

    Columns<R> nullableTimes(Function<R, @Nullable Instant> value) {
        tuple.addArrayOfOffsetDateTime(column(row -> offset(value.apply(row)), OffsetDateTime[]::new));
        return this;
    }

    Statement statement(String sql) {
        return new Statement(sql, tuple);
    }

    private <T> T[] column(Function<R, T> value, IntFunction<T[]> array) {
        T[] column = array.apply(rows.size());
        for (int row = 0; row < column.length; row++) {
            column[row] = value.apply(rows.get(row));
        }
        return column;
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
