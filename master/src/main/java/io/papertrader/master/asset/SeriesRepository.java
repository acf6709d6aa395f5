package io.papertrader.master.asset;

import io.papertrader.codec.message.Bar;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * Bars of the past: those that are rolled up, and what is not rolled up yet. A bar of a day or month carries its date
 * in the asset's market, as midnight of UTC.
 */
@ApplicationScoped
class SeriesRepository {
    /** The first of an asset's updates that are kept: minutes tell of what was before. */
    private static final String UPDATES_KEPT = """
            coalesce((SELECT date_trunc('minute', value_time, 'UTC') FROM asset_value
                WHERE symbol = $1 ORDER BY value_time LIMIT 1), 'infinity')
            """;

    /** Updates where they are kept, else minutes, else the days. */
    static final String UPDATES = """
            SELECT start, units(open) AS open, units(high) AS high, units(low) AS low, units(close) AS close, units(least(volume, amount(9223372036854775807))) AS volume
            FROM (
            """ + UpdateBars.sql("$1", "$2::text", "$3::timestamptz", "$4::timestamptz") + """
                UNION ALL
                SELECT minute, open, high, low, close, volume
                FROM asset_minute
                WHERE symbol = $1 AND minute >= $3 AND minute <= $4::timestamptz - INTERVAL '1 minute'
                    AND NOT EXISTS (
                        SELECT FROM asset_value
                        WHERE symbol = $1 AND value_time >= $3 AND value_time < $4
                            AND value_time >= minute AND value_time < minute + INTERVAL '1 minute')
                UNION ALL
                SELECT close_time, open, high, low, close, volume
                FROM asset_day
                WHERE symbol = $1 AND day BETWEEN $5 AND $6 AND close_time >= $3 AND close_time < $4
                    AND NOT EXISTS (
                        SELECT FROM asset_minute
                        WHERE symbol = $1 AND minute >= day::timestamp AT TIME ZONE $2::text
                            AND minute < (day + 1)::timestamp AT TIME ZONE $2::text)
                    AND NOT EXISTS (
                        SELECT FROM asset_value
                        WHERE symbol = $1 AND value_time >= day::timestamp AT TIME ZONE $2::text
                            AND value_time < (day + 1)::timestamp AT TIME ZONE $2::text)
            ) AS updates (start, open, high, low, close, volume)
            ORDER BY start
            LIMIT $7
            """;

    /**
     * Days from a first one, which a table {@code beginning} says, up to one that may end at a moment: whole ones as
     * they are rolled up, and what follows them from updates, or minutes where no updates are kept.
     */
    private static final String DAYS = """
            rolled AS (
                SELECT day, close_time AS at, open, high, low, close, volume
                FROM asset_day
                WHERE symbol = $1 AND day >= (SELECT first FROM beginning) AND day <= $4 AND close_time < $5
            ), reached AS (
                SELECT greatest(
                    (SELECT close_time FROM asset_day WHERE symbol = $1 AND day <= $4 AND close_time < $5 ORDER BY day DESC LIMIT 1),
                    (SELECT first::timestamp AT TIME ZONE $2::text - INTERVAL '1 millisecond' FROM beginning)) AS at
            ), following AS (
                SELECT (value_time AT TIME ZONE $2::text)::date AS day, value_time AS at, open, high, low, close, volume
                FROM asset_value
                WHERE symbol = $1 AND value_time > (SELECT at FROM reached) AND value_time < $5
                UNION ALL
                SELECT (minute AT TIME ZONE $2::text)::date, minute, open, high, low, close,
                    sum(volume) OVER (PARTITION BY (minute AT TIME ZONE $2::text)::date ORDER BY minute)
                FROM asset_minute
                WHERE symbol = $1 AND minute > (SELECT at FROM reached) AND minute <= $5::timestamptz - INTERVAL '1 minute' AND minute <
            """ + UPDATES_KEPT + """
            ), days AS (
                SELECT day, (array_agg(open ORDER BY at))[1] AS open, max(high) AS high, min(low) AS low,
                    (array_agg(close ORDER BY at DESC))[1] AS close, max(volume) AS volume
                FROM (SELECT * FROM rolled UNION ALL SELECT * FROM following) AS told
                GROUP BY day
            )
            """;

    static final String DAILY = """
            WITH beginning AS (SELECT $3::date AS first),
            """ + DAYS + """
            SELECT day::timestamp AT TIME ZONE 'UTC' AS start,
                units(open) AS open, units(high) AS high, units(low) AS low, units(close) AS close, units(least(volume, amount(9223372036854775807))) AS volume
            FROM days
            ORDER BY day
            LIMIT $6
            """;

    /**
     * Months as they are rolled up, where the first is whole, and the days from there on; the last one may not be
     * whole.
     */
    static final String MONTHLY = """
            WITH beginning AS (
                SELECT CASE WHEN extract(day FROM $3::date) = 1
                    THEN greatest($3::date, least(before, date_trunc('month', $4::date::timestamp)::date))
                    ELSE $3::date END AS first
                FROM rolled_month),
            """ + DAYS + """
            SELECT month::timestamp AT TIME ZONE 'UTC' AS start,
                units(open) AS open, units(high) AS high, units(low) AS low, units(close) AS close, units(least(volume, amount(9223372036854775807))) AS volume
            FROM (
                SELECT month, open, high, low, close, volume
                FROM asset_month
                WHERE symbol = $1 AND month >= $3 AND month < (SELECT first FROM beginning)
                UNION ALL
                SELECT date_trunc('month', day::timestamp)::date AS month, (array_agg(open ORDER BY day))[1], max(high), min(low),
                    (array_agg(close ORDER BY day DESC))[1], sum(volume)
                FROM days
                GROUP BY 1
            ) AS months
            ORDER BY month
            LIMIT $6
            """;

    static final String CLOSES = """
            WITH beginning AS (SELECT $3::date AS first),
            """ + DAYS + """
            SELECT close
            FROM (SELECT day, units(close) AS close FROM days ORDER BY day DESC LIMIT $6) AS latest
            ORDER BY day
            """;

    private final Pool pool;

    SeriesRepository(Pool pool) {
        this.pool = pool;
    }

    /** The first updates of a window. */
    Uni<List<Bar>> updates(AssetSymbol symbol, Window window, int most) {
        return bars(UPDATES, times(symbol, window, most));
    }

    /** The first days of a window. */
    Uni<List<Bar>> days(AssetSymbol symbol, Window window, int most) {
        return bars(DAILY, dates(symbol, window, most));
    }

    /** The first months of a window. */
    Uni<List<Bar>> months(AssetSymbol symbol, Window window, int most) {
        return bars(MONTHLY, dates(symbol, window, most));
    }

    /** The last closes of a window, a day each, oldest first. */
    Uni<List<Money>> closes(AssetSymbol symbol, Window window, int most) {
        return pool.preparedQuery(CLOSES)
                .execute(dates(symbol, window, most))
                .map(rows -> list(rows, row -> money(row, "close")));
    }

    static Tuple times(AssetSymbol symbol, Window window, int most) {
        return Tuple.tuple(List.of(
                symbol.value(),
                MarketZones.name(window.zone()),
                window.from().atOffset(ZoneOffset.UTC),
                window.to().atOffset(ZoneOffset.UTC),
                window.first(),
                window.last(),
                most));
    }

    static Tuple dates(AssetSymbol symbol, Window window, int most) {
        return Tuple.of(
                symbol.value(),
                MarketZones.name(window.zone()),
                window.first(),
                window.last(),
                window.to().atOffset(ZoneOffset.UTC),
                most);
    }

    private Uni<List<Bar>> bars(String sql, Tuple window) {
        return pool.preparedQuery(sql).execute(window).map(rows -> list(rows, SeriesRepository::bar));
    }

    private static Bar bar(Row row) {
        return new Bar(
                row.getOffsetDateTime("start").toInstant(),
                money(row, "open"),
                money(row, "high"),
                money(row, "low"),
                money(row, "close"),
                new Quantity(row.getLong("volume")));
    }

    private static Money money(Row row, String column) {
        return new Money(row.getLong(column));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> map) {
        return StreamSupport.stream(rows.spliterator(), false).map(map).toList();
    }
}
