package io.papertrader.master.asset;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The parts of the tables of the past: made before their time comes, and dropped when all of one is too old. */
@ApplicationScoped
class HistoryParts {
    private static final String FOUND = """
            SELECT parent.relname AS of_table, right(part.relname, 8) AS begins
            FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid JOIN pg_class AS parent ON parent.oid = inhparent
            WHERE parent.relnamespace = current_schema()::regnamespace AND parent.relkind = 'p'
                AND part.relname ~ '_[0-9]{8}$'
            """;

    /** Dates of rows whose part is not made yet. */
    static final String WAITING = "SELECT of_table, day FROM waiting_history()";

    private static final String MAKE = "SELECT make_history_part($1, $2, $3)";

    /** All that a network has stored takes longer than its daily statements may. */
    private static final String TAKE_THE_TIME = "SET LOCAL statement_timeout = 0";

    private static final String DROP = "SELECT drop_history_part($1, $2, $3)";

    private static final DateTimeFormatter NAME = DateTimeFormatter.BASIC_ISO_DATE;

    private final Pool pool;

    /** A part, by its first date. */
    record Part(PartedTable table, LocalDate begins) {
        static Part of(PartedTable table, LocalDate date) {
            return new Part(table, table.begin(date));
        }

        LocalDate ends() {
            return table.next(begins);
        }

        private Part next() {
            return new Part(table, ends());
        }

        private Tuple tuple() {
            return Tuple.of(table.table(), begins, ends());
        }
    }

    HistoryParts(Pool pool) {
        this.pool = pool;
    }

    /** The parts that rows wait for, of however many. */
    Uni<List<Part>> awaited() {
        return patiently(HistoryParts::waiting);
    }

    /** Makes one of these, and moves its rows, however many they are; whoever reads or stores others waits for it. */
    Uni<Void> makePatiently(Part part) {
        return patiently(connection ->
                connection.preparedQuery(MAKE).execute(part.tuple()).replaceWithVoid());
    }

    private <T> Uni<T> patiently(Function<SqlClient, Uni<T>> work) {
        return pool.withTransaction(
                connection -> connection.query(TAKE_THE_TIME).execute().flatMap(set -> work.apply(connection)));
    }

    /** Makes those of a date and of the time ahead of it, and those whose rows wait for them. */
    Uni<Void> make(LocalDate latest) {
        return Uni.combine()
                .all()
                .unis(found(), waiting(pool))
                .asTuple()
                .flatMap(both -> each(
                        MAKE,
                        Stream.concat(ahead(latest), both.getItem2().stream())
                                .filter(part -> !both.getItem1().contains(part))
                                .distinct()
                                .toList()));
    }

    /** Drops those of a table that end before a date; what is not rolled up yet stays. */
    Uni<Void> drop(PartedTable table, LocalDate before) {
        return found().flatMap(found -> each(
                DROP,
                found.stream()
                        .filter(part ->
                                part.table().equals(table) && !part.ends().isAfter(before))
                        .toList()));
    }

    private static Stream<Part> ahead(LocalDate latest) {
        return Arrays.stream(PartedTable.values())
                .flatMap(table ->
                        Stream.iterate(Part.of(table, latest), Part::next).limit(1L + table.ahead()));
    }

    private Uni<Set<Part>> found() {
        return pool.query(FOUND)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> PartedTable.named(row.getString("of_table")).stream()
                                .map(table -> new Part(table, LocalDate.parse(row.getString("begins"), NAME))))
                        .collect(Collectors.toSet()));
    }

    private static Uni<List<Part>> waiting(SqlClient client) {
        return client.query(WAITING)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(HistoryParts::part)
                        .distinct()
                        .toList());
    }

    private static Part part(Row row) {
        return Part.of(PartedTable.named(row.getString("of_table")).orElseThrow(), row.getLocalDate("day"));
    }

    /** One after the other, each in a transaction of its own. */
    private Uni<Void> each(String sql, List<Part> parts) {
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> pool.preparedQuery(sql).execute(part.tuple()))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
