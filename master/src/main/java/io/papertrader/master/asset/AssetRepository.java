package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
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
import java.time.LocalDate;
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

    /** A day that is told joins what is stored of it, so that the same again changes nothing. */
    static final String JOIN_DAYS = """
            ON CONFLICT (symbol, day) DO UPDATE SET
                high = greatest(stored.high, EXCLUDED.high), low = least(stored.low, EXCLUDED.low),
                volume = greatest(stored.volume, EXCLUDED.volume), close = EXCLUDED.close, close_time = EXCLUDED.close_time,
                source = EXCLUDED.source, update_number = EXCLUDED.update_number
            WHERE EXCLUDED.close_time > stored.close_time
            """;

    static final String STORE_DAYS = """
            INSERT INTO asset_day AS stored (symbol, day, open, high, low, close, volume, close_time, source, update_number)
            SELECT DISTINCT ON (symbol, day) symbol, day, amount(open), amount(high), amount(low), amount(close), amount(volume),
                value_time, source, 0
            FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                    $8::bigint[], $9::date[])
                AS value (symbol, value_time, source, open, high, low, close, volume, day)
            WHERE day >= (SELECT kept_from FROM rolled_month)
            ORDER BY symbol, day, value_time DESC
            """ + JOIN_DAYS;

    /** Months that are rolled up already are so again, but not those of which days are gone. */
    private static final String REOPEN_MONTHS = """
            UPDATE rolled_month
            SET before = least(before, greatest(kept_from, date_trunc('month', $1::date::timestamp)::date)), changes = changes + 1
            """;

    /** Updates that are kept are as new as the days, so days alone say it only where there was no update. */
    static final String LATEST_TIME = """
            SELECT coalesce((SELECT max(value_time) FROM asset_value), (SELECT max(close_time) FROM asset_day)) AS latest
            """;

    /** The latest value of each asset that is listed: of an update, or of a day where no update is kept. */
    public static final String LATEST_OF_EACH = """
            unnest($1::text[]) AS listed (name)
                LEFT JOIN LATERAL (
                    SELECT symbol, value_time, source, open, high, low, close, volume, update_number
                    FROM asset_value WHERE symbol = name ORDER BY value_time DESC LIMIT 1) AS updated ON TRUE,
                LATERAL (
                    SELECT updated.* WHERE updated.symbol IS NOT NULL
                    UNION ALL
                    (SELECT symbol, close_time, source, open, high, low, close, volume, update_number
                        FROM asset_day
                        WHERE symbol = name
                            AND day >= coalesce((updated.value_time AT TIME ZONE 'UTC')::date - 1, DATE '-infinity')
                        ORDER BY day DESC LIMIT 1)
                    ORDER BY value_time DESC
                    LIMIT 1) AS latest
                LEFT JOIN market_update ON market_update.update_number = latest.update_number
            """;

    static final String LATEST = """
            SELECT latest.symbol, latest.value_time, latest.source, units(latest.open) AS open, units(latest.high) AS high,
                units(latest.low) AS low, units(latest.close) AS close, units(latest.volume) AS volume, seen_at
            FROM
            """ + LATEST_OF_EACH;

    private final Pool pool;
    private final ListOfAssets list;
    private final MarketZones zones;

    AssetRepository(Pool pool, ListOfAssets list, MarketZones zones) {
        this.pool = pool;
        this.list = list;
        this.zones = zones;
    }

    /** Stores the values of an update. */
    public Statement storing(AssetUpdate update, long number) {
        return new Statement(STORE, values(update).addLong(number));
    }

    /** Stores days of the past; of a day that is stored already, what tells more of it; none of a year that is gone. */
    public List<Statement> storingDays(AssetUpdate past) {
        LocalDate first =
                past.samples().stream().map(this::day).min(LocalDate::compareTo).orElseThrow();
        return List.of(new Statement(STORE_DAYS, days(past)), new Statement(REOPEN_MONTHS, Tuple.of(first)));
    }

    /** The values with their dates. */
    Tuple days(AssetUpdate past) {
        return values(past)
                .addArrayOfLocalDate(past.samples().stream().map(this::day).toArray(LocalDate[]::new));
    }

    /** The date in the asset's market. */
    LocalDate day(Sample sample) {
        return LocalDate.ofInstant(sample.time(), zones.of(sample.asset().symbol()));
    }

    static Tuple values(AssetUpdate update) {
        return Tuple.tuple()
                .addArrayOfString(
                        texts(update, sample -> sample.asset().symbol().value()))
                .addArrayOfOffsetDateTime(update.samples().stream()
                        .map(sample -> sample.time().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(update, Sample::source))
                .addArrayOfLong(column(update, asset -> asset.open().units()))
                .addArrayOfLong(column(update, asset -> asset.high().units()))
                .addArrayOfLong(column(update, asset -> asset.low().units()))
                .addArrayOfLong(column(update, asset -> asset.close().units()))
                .addArrayOfLong(column(update, asset -> asset.volume().units()));
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
}
