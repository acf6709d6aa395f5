package io.papertrader.master.asset;

import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keeps every update of the last days, and of each day before them only the last, which tells of the whole day. It can
 * begin again at any time: what is thinned stays as it is.
 */
@ApplicationScoped
public class Thinning {
    private static final Logger LOG = Logger.getLogger(Thinning.class);

    /** Rows that are deleted in one statement: so few that no order waits for them. */
    private static final int ROWS = 1_000;

    private static final String SURPLUS = """
            SELECT symbol, value_time
            FROM (
                SELECT symbol, value_time, lead(value_time) OVER (PARTITION BY symbol ORDER BY value_time) AS next
                FROM asset_value
                WHERE value_time >= coalesce((SELECT up_to FROM thinned), '-infinity') AND value_time < $1
            ) AS updates
            WHERE date_trunc('day', next, 'UTC') = date_trunc('day', value_time, 'UTC')
            LIMIT $2
            """;

    private static final String DELETE = """
            DELETE FROM asset_value
            USING unnest($1::text[], $2::timestamptz[]) AS surplus (symbol, value_time)
            WHERE asset_value.symbol = surplus.symbol AND asset_value.value_time = surplus.value_time
            """;

    private static final String MARK = """
            INSERT INTO thinned (up_to) VALUES ($1) ON CONFLICT (only_row) DO UPDATE SET up_to = EXCLUDED.up_to
            """;

    private final Leadership leadership;
    private final Pool pool;
    private final AssetRepository assets;
    private final Duration keep;

    Thinning(Leadership leadership, Pool pool, AssetRepository assets, AssetConfig config) {
        this.leadership = leadership;
        this.pool = pool;
        this.assets = assets;
        this.keep = config.keepUpdates();
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> onHour() {
        return leadership.isHeld()
                ? thin().onFailure()
                        .invoke(failure ->
                                LOG.warn("Old updates cannot be thinned out; tried again in an hour", failure))
                        .onFailure()
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    /** Thins out what is older than the updates that are kept, counted back from the latest value. */
    Uni<Void> thin() {
        return assets.latestTime()
                .flatMap(latest -> latest.map(time -> time.minus(keep).truncatedTo(ChronoUnit.DAYS))
                        .map(before -> deleteUpTo(before).flatMap(deleted -> mark(before)))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> deleteUpTo(Instant before) {
        return pool.preparedQuery(SURPLUS)
                .execute(Tuple.of(timestamp(before), ROWS))
                .flatMap(found -> found.size() == 0
                        ? Uni.createFrom().voidItem()
                        : leadership.write(List.of(deletion(found))).flatMap(deleted -> deleteUpTo(before)));
    }

    private Uni<Void> mark(Instant before) {
        return leadership
                .write(List.of(new Statement(MARK, Tuple.of(timestamp(before)))))
                .replaceWithVoid();
    }

    private static Statement deletion(RowSet<Row> surplus) {
        String[] symbols = column(surplus, row -> row.getString("symbol")).toArray(String[]::new);
        OffsetDateTime[] times =
                column(surplus, row -> row.getOffsetDateTime("value_time")).toArray(OffsetDateTime[]::new);
        return new Statement(DELETE, Tuple.tuple().addArrayOfString(symbols).addArrayOfOffsetDateTime(times));
    }

    private static <T> List<T> column(RowSet<Row> rows, Function<Row, T> value) {
        List<T> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(value.apply(row)));
        return values;
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
