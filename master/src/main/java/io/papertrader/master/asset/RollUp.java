package io.papertrader.master.asset;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Rolls updates up to minutes and days, and days to months. Each step is one transaction with the mark of what is
 * rolled up, and the same step again has the same outcome; so it can begin again at any time, and a master that has
 * lost the lead harms nothing.
 */
@ApplicationScoped
class RollUp {
    /** Updates that one step rolls up. */
    private static final long STEP = 60;

    private static final String NEXT = """
            SELECT update_number AS done, least(update_number + $1, (SELECT max(update_number) FROM market_update)) AS next
            FROM rolled_up
            """;

    /** The values of these updates, with the zones of their markets. */
    private static final String STEP_VALUES = """
            SELECT asset_value.*, coalesce(zone, 'UTC') AS zone
            FROM asset_value LEFT JOIN unnest($3::text[], $4::text[]) AS market (symbol, zone) USING (symbol)
            WHERE update_number > $1 AND update_number <= $2
            """;

    /** Every minute that these updates touch, made anew of all its values. */
    private static final String MINUTES = """
            WITH touched AS (
                SELECT DISTINCT symbol, zone, date_trunc('minute', value_time, 'UTC') AS minute
                FROM (
            """ + STEP_VALUES + """
                ) AS told
            )
            INSERT INTO asset_minute (symbol, minute, open, high, low, close, volume)
            SELECT symbol, minute, (array_agg(bar.open ORDER BY value_time))[1], max(bar.high), min(bar.low),
                (array_agg(bar.close ORDER BY value_time DESC))[1], sum(bar.volume)
            FROM touched, LATERAL (
            """
            + UpdateBars.sql("touched.symbol", "touched.zone", "minute", "minute + INTERVAL '1 minute'") + """
            ) AS bar
            GROUP BY symbol, minute
            ON CONFLICT (symbol, minute) DO UPDATE SET open = EXCLUDED.open, high = EXCLUDED.high, low = EXCLUDED.low,
                close = EXCLUDED.close, volume = EXCLUDED.volume
            """;

    private static final String DAYS = """
            INSERT INTO asset_day AS stored (symbol, day, open, high, low, close, volume, close_time, source, update_number)
            SELECT symbol, (value_time AT TIME ZONE zone)::date AS day, (array_agg(open ORDER BY value_time))[1], max(high), min(low),
                (array_agg(close ORDER BY value_time DESC))[1], max(volume), max(value_time),
                (array_agg(source ORDER BY value_time DESC))[1], (array_agg(update_number ORDER BY value_time DESC))[1]
            FROM (
            """ + STEP_VALUES + """
            ) AS told
            GROUP BY symbol, day
            """ + AssetRepository.JOIN_DAYS;

    /** Months that were rolled up, and have another day now, are so again, but not those of which days are gone. */
    private static final String REOPEN_MONTHS = """
            UPDATE rolled_month SET before = least(before, greatest(kept_from, first)), changes = changes + 1
            FROM (
                SELECT date_trunc('month', min(value_time AT TIME ZONE zone))::date AS first
                FROM (
            """ + STEP_VALUES + """
                ) AS told) AS touched
            """;

    /**
     * Behind a step without values, the next one begins with the next values: numbers that are gone, such as those
     * before an upgrade, take no steps.
     */
    private static final String SKIP = """
            UPDATE rolled_up
            SET update_number = greatest(update_number, coalesce(
                (SELECT min(update_number) - 1 FROM asset_value WHERE update_number > $1),
                (SELECT max(update_number) FROM market_update)))
            """;

    private static final String MARK = "UPDATE rolled_up SET update_number = $2 WHERE update_number = $1";

    private static final String MONTHS = """
            INSERT INTO asset_month (symbol, month, open, high, low, close, volume)
            SELECT symbol, date_trunc('month', day::timestamp)::date AS month, (array_agg(open ORDER BY day))[1], max(high), min(low),
                (array_agg(close ORDER BY day DESC))[1], sum(volume)
            FROM asset_day
            WHERE day >= (SELECT before FROM rolled_month) AND day < $1
            GROUP BY symbol, month
            ON CONFLICT (symbol, month) DO UPDATE SET open = EXCLUDED.open, high = EXCLUDED.high, low = EXCLUDED.low,
                close = EXCLUDED.close, volume = EXCLUDED.volume
            """;

    /** A year of months in one step: a history of many years takes more than one statement may. */
    private static final String NEXT_MONTHS = """
            SELECT changes, least($1, (greatest(before, first) + INTERVAL '1 year')::date) AS next
            FROM rolled_month, LATERAL (
                SELECT CASE WHEN before = '-infinity' THEN (SELECT date_trunc('year', min(day)::timestamp)::date FROM asset_day) END
                    AS first) AS begun
            WHERE before < $1 AND EXISTS (SELECT FROM asset_day)
            """;

    /** Not where days have come meanwhile, which the months may not have. */
    private static final String MARK_MONTHS = "UPDATE rolled_month SET before = $1 WHERE changes = $2";

    private final Pool pool;
    private final String[] symbols;
    private final String[] zones;

    /** The updates of a step: behind one, up to the other. */
    private record Stretch(long done, long next) {
        static Stretch of(Row row) {
            Long next = row.getLong("next");
            long done = row.getLong("done");
            return new Stretch(done, next == null ? done : next);
        }

        boolean isEmpty() {
            return next <= done;
        }
    }

    RollUp(Pool pool, MarketZones markets) {
        this.pool = pool;
        List<Map.Entry<String, ZoneId>> all = markets.all().entrySet().stream()
                .map(market -> Map.entry(market.getKey().value(), market.getValue()))
                .toList();
        this.symbols = all.stream().map(Map.Entry::getKey).toArray(String[]::new);
        this.zones =
                all.stream().map(market -> MarketZones.name(market.getValue())).toArray(String[]::new);
    }

    /** Rolls up all updates that are stored, a step after the other. */
    Uni<Void> updates() {
        return Steps.whileMore(() -> pool.preparedQuery(NEXT)
                .execute(Tuple.of(STEP))
                .map(rows -> Stretch.of(rows.iterator().next()))
                .flatMap(stretch -> stretch.isEmpty()
                        ? Uni.createFrom().item(false)
                        : pool.withTransaction(connection -> step(connection, stretch))
                                .replaceWith(true)));
    }

    /** The mark comes first: another that rolls up the same waits for it, and then has nothing to do. */
    private Uni<Void> step(SqlConnection connection, Stretch stretch) {
        Tuple values = Tuple.of(stretch.done, stretch.next, symbols, zones);
        return connection
                .preparedQuery(MARK)
                .execute(Tuple.of(stretch.done, stretch.next))
                .flatMap(marked -> marked.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(MINUTES)
                                .execute(values)
                                .flatMap(minutes -> minutes.rowCount() == 0
                                        ? connection.preparedQuery(SKIP).execute(Tuple.of(stretch.next))
                                        : days(connection, values))
                                .replaceWithVoid());
    }

    private static Uni<RowSet<Row>> days(SqlConnection connection, Tuple values) {
        return connection
                .preparedQuery(DAYS)
                .execute(values)
                .flatMap(days -> connection.preparedQuery(REOPEN_MONTHS).execute(values));
    }

    /** Rolls up the months before this date, a year after the other. */
    Uni<Void> months(LocalDate before) {
        return Steps.whileMore(() -> pool.preparedQuery(NEXT_MONTHS)
                .execute(Tuple.of(before))
                .flatMap(due -> due.size() == 0
                        ? Uni.createFrom().item(false)
                        : months(due.iterator().next())));
    }

    /** False where days came meanwhile; the next minute's are tried again. */
    private Uni<Boolean> months(Row due) {
        LocalDate next = due.getLocalDate("next");
        return pool.preparedQuery(MONTHS)
                .execute(Tuple.of(next))
                .flatMap(done -> pool.preparedQuery(MARK_MONTHS).execute(Tuple.of(next, due.getLong("changes"))))
                .map(marked -> marked.rowCount() == 1);
    }
}
