package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.Bar;
import io.papertrader.master.leadership.Statement;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;

/** Values in Postgres. */
@ApplicationScoped
public class AssetRepository {
    private static final String STORE = """
            INSERT INTO asset_value (symbol, value_time, open, high, low, close, volume, source, update_number)
            SELECT symbol, value_time, amount(open), amount(high), amount(low), amount(close), amount(volume), source, $9
            FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                    $8::bigint[])
                AS value (symbol, value_time, source, open, high, low, close, volume)
            """;

    /** Bars of the past that are not there yet. */
    private static final String STORE_PAST = STORE + "ON CONFLICT DO NOTHING";

    private static final String LATEST_TIME = "SELECT max(value_time) AS latest FROM asset_value";

    private static final String LATEST = """
            SELECT symbol, value_time, source, units(open) AS open, units(high) AS high, units(low) AS low, units(close) AS close,
                units(volume) AS volume, seen_at
            FROM unnest($1::text[]) AS listed (name), LATERAL (
                SELECT * FROM asset_value WHERE symbol = name ORDER BY value_time DESC LIMIT 1) AS latest
                LEFT JOIN market_update USING (update_number)
            """;

    /**
     * The values of each update: a row tells of its day so far, so an update begins where the one before it ended, and
     * has an extreme of its own only where it moved the day's.
     */
    private static final String UPDATES = """
            SELECT value_time AS start, units(coalesce(before, open)) AS open,
                units(CASE WHEN before IS NULL THEN high
                    ELSE greatest(before, close, CASE WHEN high > high_before THEN high END) END) AS high,
                units(CASE WHEN before IS NULL THEN low
                    ELSE least(before, close, CASE WHEN low < low_before THEN low END) END) AS low,
                units(close) AS close, units(greatest(volume - coalesce(volume_before, 0), 0)) AS volume
            FROM (
                SELECT *, lag(close) OVER of_day AS before, lag(high) OVER of_day AS high_before,
                    lag(low) OVER of_day AS low_before, lag(volume) OVER of_day AS volume_before
                FROM asset_value
                WHERE symbol = $1 AND value_time >= date_trunc('day', $2::timestamptz, 'UTC') AND value_time < $3
                WINDOW of_day AS (PARTITION BY date_trunc('day', value_time, 'UTC') ORDER BY value_time)
            ) AS updates
            WHERE value_time >= $2
            ORDER BY value_time
            LIMIT $4
            """;

    /** Bars of a day or a month, in UTC: first open, highest high, lowest low, last close, the volume of each day. */
    private static final String BARS = """
            WITH days AS (
                SELECT date_trunc('day', value_time, 'UTC') AS day,
                    (array_agg(open ORDER BY value_time))[1] AS open,
                    max(high) AS high,
                    min(low) AS low,
                    (array_agg(close ORDER BY value_time DESC))[1] AS close,
                    max(volume) AS volume
                FROM asset_value
                WHERE symbol = $1 AND value_time >= $2 AND value_time < $3
                GROUP BY day
            )
            SELECT date_trunc($5, day, 'UTC') AS start,
                units((array_agg(open ORDER BY day))[1]) AS open,
                units(max(high)) AS high,
                units(min(low)) AS low,
                units((array_agg(close ORDER BY day DESC))[1]) AS close,
                units(sum(volume)) AS volume
            FROM days
            GROUP BY start
            ORDER BY start
            LIMIT $4
            """;

    /** Markets trade on more than half of all days, so that twice as many days hold as many closes. */
    private static final String DAILY_CLOSES = """
            SELECT close FROM (
                SELECT date_trunc('day', value_time, 'UTC') AS day,
                    units((array_agg(close ORDER BY value_time DESC))[1]) AS close
                FROM asset_value
                WHERE symbol = $1 AND value_time <= $2 AND value_time > $2 - make_interval(days => 2 * $3)
                GROUP BY day
                ORDER BY day DESC
                LIMIT $3
            ) AS latest
            ORDER BY day
            """;

    private final Pool pool;
    private final ListOfAssets list;

    AssetRepository(Pool pool, ListOfAssets list) {
        this.pool = pool;
        this.list = list;
    }

    /** Stores values; those of the past have no update's number. */
    public Statement storing(AssetUpdate update, Optional<Long> number) {
        return new Statement(STORE, row(update, number));
    }

    /** Stores values of the past that are not there yet; what is there stays as it is. */
    public Statement storingPast(AssetUpdate update) {
        return new Statement(STORE_PAST, row(update, Optional.empty()));
    }

    private static Tuple row(AssetUpdate update, Optional<Long> number) {
        return Tuple.tuple()
                .addArrayOfString(
                        texts(update, sample -> sample.asset().symbol().value()))
                .addArrayOfOffsetDateTime(update.samples().stream()
                        .map(sample -> timestamp(sample.time()))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(update, Sample::source))
                .addArrayOfLong(column(update, asset -> asset.open().units()))
                .addArrayOfLong(column(update, asset -> asset.high().units()))
                .addArrayOfLong(column(update, asset -> asset.low().units()))
                .addArrayOfLong(column(update, asset -> asset.close().units()))
                .addArrayOfLong(column(update, asset -> asset.volume().units()))
                .addLong(number.orElse(null));
    }

    /** The time of the latest value of any asset. */
    public Uni<Optional<Instant>> latestTime() {
        return pool.query(LATEST_TIME)
                .execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("latest"))
                        .map(OffsetDateTime::toInstant));
    }

    /** The latest stored value of each asset; one that no update brought was seen long ago. */
    public Uni<List<CurrentValue>> latest() {
        String[] listed =
                list.all().stream().map(asset -> asset.symbol().value()).toArray(String[]::new);
        return pool.preparedQuery(LATEST).execute(Tuple.of(listed)).map(rows -> list(rows, AssetRepository::current));
    }

    /** The first updates from (inclusive) to (exclusive). */
    Uni<List<Bar>> updates(AssetSymbol symbol, Window window, int most) {
        Tuple stretch = Tuple.of(symbol.value(), timestamp(window.from()), timestamp(window.to()), most);
        return pool.preparedQuery(UPDATES).execute(stretch).map(rows -> list(rows, AssetRepository::bar));
    }

    /** The first bars, one a {@code day} or {@code month}. */
    Uni<List<Bar>> bars(AssetSymbol symbol, Window window, int most, String unit) {
        Tuple stretch = Tuple.of(symbol.value(), timestamp(window.from()), timestamp(window.to()), most, unit);
        return pool.preparedQuery(BARS).execute(stretch).map(rows -> list(rows, AssetRepository::bar));
    }

    /** The last closes up to a time, a day each, oldest first. */
    Uni<List<Money>> dailyCloses(AssetSymbol symbol, Instant latest, int days) {
        return pool.preparedQuery(DAILY_CLOSES)
                .execute(Tuple.of(symbol.value(), timestamp(latest), days))
                .map(rows -> list(rows, row -> money(row, "close")));
    }

    private static CurrentValue current(Row row) {
        Asset asset = new Asset(
                new AssetSymbol(row.getString("symbol")),
                money(row, "open"),
                money(row, "high"),
                money(row, "low"),
                money(row, "close"),
                new Quantity(row.getLong("volume")));
        return new CurrentValue(
                asset,
                row.getOffsetDateTime("value_time").toInstant(),
                row.getString("source"),
                Optional.ofNullable(row.getOffsetDateTime("seen_at"))
                        .map(OffsetDateTime::toInstant)
                        .orElse(Instant.EPOCH));
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

    private static Long[] column(AssetUpdate update, ToLongFunction<Asset> value) {
        return update.samples().stream()
                .map(sample -> value.applyAsLong(sample.asset()))
                .toArray(Long[]::new);
    }

    private static String[] texts(AssetUpdate update, Function<Sample, String> text) {
        return update.samples().stream().map(text).toArray(String[]::new);
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
