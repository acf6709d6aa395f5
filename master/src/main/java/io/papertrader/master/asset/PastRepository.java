package io.papertrader.master.asset;

import io.papertrader.market.calendar.TradingDay;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The past that was fetched on demand, and which dates were asked for. Own values stay as they are. The same again
 * changes nothing, and nothing here takes the one writer's connection: no order waits.
 */
@ApplicationScoped
public class PastRepository {
    private static final String NOT_ASKED = """
                AND NOT EXISTS (
                    SELECT FROM past_asked
                    WHERE symbol = $1 AND resolution = $3 AND wanted.day BETWEEN first_day AND last_day
                        AND (again_at IS NULL OR again_at > $4))
            ORDER BY wanted.day
            """;

    private static final String MISSING_DAYS = """
            SELECT wanted.day
            FROM unnest($2::date[]) AS wanted (day)
            WHERE NOT EXISTS (SELECT FROM asset_day WHERE symbol = $1 AND asset_day.day = wanted.day)
            """ + NOT_ASKED;

    /** A date of which there is any value is the master's own: its bars tell of all of it. */
    private static final String MISSING_MINUTES = """
            SELECT wanted.day
            FROM unnest($2::date[]) AS wanted (day), LATERAL (
                SELECT wanted.day::timestamp AT TIME ZONE $5::text AS since,
                    (wanted.day + 1)::timestamp AT TIME ZONE $5::text AS until) AS bounds
            WHERE NOT EXISTS (SELECT FROM asset_minute WHERE symbol = $1 AND minute >= since AND minute < until)
                AND NOT EXISTS (SELECT FROM asset_value WHERE symbol = $1 AND value_time >= since AND value_time < until)
            """ + NOT_ASKED;

    /** The first day that is neither told of to its close nor asked for; a provider has no more before its first bar. */
    private static final String FIRST_INCOMPLETE = """
            SELECT min(wanted.day) AS day
            FROM unnest($2::date[], $5::timestamptz[]) AS wanted (day, closes)
            WHERE NOT EXISTS (
                    SELECT FROM asset_day AS stored
                    WHERE stored.symbol = $1 AND stored.day = wanted.day
                        AND (update_number = 0 OR close_time >= wanted.closes - INTERVAL '1 second'))
                AND NOT EXISTS (
                    SELECT FROM past_asked
                    WHERE symbol = $1 AND resolution = $3 AND wanted.day BETWEEN first_day AND last_day
                        AND (again_at IS NULL OR again_at > $4))
                AND wanted.day >= coalesce(
                    (SELECT first_day FROM past_begin WHERE symbol = $1 AND source = $6), DATE '-infinity')
            """;

    private static final String NOTE_BEGIN = """
            INSERT INTO past_begin (symbol, source, first_day)
            VALUES ($1, $2, $3)
            ON CONFLICT (symbol, source) DO UPDATE SET first_day = EXCLUDED.first_day
            """;

    private static final String FIRST_BEHIND = "SELECT min(day) AS day FROM asset_day WHERE symbol = $1 AND day > $2";

    /** Days of which the same source told before, and not so; what the master saw of a day itself may lie outside. */
    private static final String CHANGED = """
            SELECT value.day, units(stored.close) AS close, value.close AS other
            FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                    $8::bigint[], $9::date[])
                AS value (symbol, value_time, source, open, high, low, close, volume, day)
                JOIN asset_day AS stored ON stored.symbol = value.symbol AND stored.day = value.day
            WHERE stored.update_number = 0 AND stored.source = value.source AND stored.close_time >= value.value_time
                AND (stored.close <> amount(value.close)
                    OR stored.high < amount(value.high) OR stored.low > amount(value.low))
            ORDER BY value.day
            """;

    private static final String AGAIN_AT = """
            SELECT min(again_at) AS again_at
            FROM past_asked
            WHERE symbol = $1 AND resolution = $2 AND first_day <= $4 AND last_day >= $3 AND again_at > $5
            """;

    private static final String STORE_MINUTES = """
            INSERT INTO asset_minute (symbol, minute, open, high, low, close, volume)
            SELECT symbol, date_trunc('minute', value_time, 'UTC'), amount(open), amount(high), amount(low), amount(close), amount(volume)
            FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                    $8::bigint[])
                AS value (symbol, value_time, source, open, high, low, close, volume)
            ON CONFLICT DO NOTHING
            """;

    /** Months that are rolled up at the same time notice days that they have not seen. */
    private static final String NOTICE_DAYS = "UPDATE rolled_month SET changes = changes + 1";

    /** The months of one asset that others have already, from the first day on that came. */
    private static final String STORE_MONTHS = """
            INSERT INTO asset_month (symbol, month, open, high, low, close, volume)
            SELECT symbol, date_trunc('month', day::timestamp)::date AS month, (array_agg(open ORDER BY day))[1], max(high), min(low),
                (array_agg(close ORDER BY day DESC))[1], sum(volume)
            FROM asset_day
            WHERE symbol = $1 AND day < (SELECT before FROM rolled_month)
                AND day >= greatest((SELECT kept_from FROM rolled_month), date_trunc('month', $2::date::timestamp)::date)
            GROUP BY symbol, month
            ON CONFLICT (symbol, month) DO UPDATE SET open = EXCLUDED.open, high = EXCLUDED.high, low = EXCLUDED.low,
                close = EXCLUDED.close, volume = EXCLUDED.volume
            """;

    private static final String STORE_SPLIT = """
            INSERT INTO past_split (symbol, ex_date, new_shares, old_shares, source)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT DO NOTHING
            """;

    /** A question takes the place of those about the same dates, and of one about dates that may still be told of. */
    private static final String FORGET_ASKED = """
            DELETE FROM past_asked
            WHERE symbol = $1 AND resolution = $2
                AND (first_day >= $3 AND last_day <= $4
                    OR again_at IS NOT NULL AND last_day BETWEEN $3 AND $4
                    OR resolution = 'MINUTE' AND last_day < $5)
            """;

    /** Days that follow each other, and of which the answer is final, are one row, however often more of them come. */
    private static final String NOTE_ASKED = """
            WITH joined AS (
                DELETE FROM past_asked
                WHERE symbol = $1 AND resolution = $2 AND again_at IS NULL AND $6::timestamptz IS NULL
                    AND first_day <= $4::date + 1 AND last_day >= $3::date - 1
                RETURNING first_day, last_day)
            INSERT INTO past_asked (symbol, resolution, first_day, last_day, source, again_at)
            SELECT $1, $2, least($3, min(first_day)), greatest($4, max(last_day)), $5, $6 FROM joined
            ON CONFLICT (symbol, resolution, first_day, last_day) DO UPDATE SET source = EXCLUDED.source, again_at = EXCLUDED.again_at
            """;

    private final Pool pool;
    private final AssetRepository assets;
    private final MarketZones zones;
    private final AssetConfig config;

    PastRepository(Pool pool, AssetRepository assets, MarketZones zones, AssetConfig config) {
        this.pool = pool;
        this.assets = assets;
        this.zones = zones;
        this.config = config;
    }

    /** Those of these dates of which nothing is stored and nobody was asked, oldest first. */
    public Uni<List<LocalDate>> missing(AssetSymbol asset, Resolution resolution, List<LocalDate> dates, Instant now) {
        Tuple wanted = Tuple.of(
                asset.value(), dates.toArray(LocalDate[]::new), resolution.name(), now.atOffset(ZoneOffset.UTC));
        return switch (resolution) {
            case DAY -> pool.preparedQuery(MISSING_DAYS).execute(wanted).map(PastRepository::days);
            case MINUTE ->
                pool.preparedQuery(MISSING_MINUTES)
                        .execute(wanted.addString(MarketZones.name(zones.of(asset))))
                        .map(PastRepository::days);
        };
    }

    /** The first of these days, oldest first, that a provider is to be asked for; none where there is none. */
    public Uni<Optional<LocalDate>> firstIncomplete(
            AssetSymbol asset, String provider, List<TradingDay> days, Instant now) {
        return pool.preparedQuery(FIRST_INCOMPLETE)
                .execute(Tuple.tuple()
                        .addString(asset.value())
                        .addArrayOfLocalDate(days.stream().map(TradingDay::date).toArray(LocalDate[]::new))
                        .addString(Resolution.DAY.name())
                        .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                        .addArrayOfOffsetDateTime(days.stream()
                                .map(day -> day.closes().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                        .addString(provider))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate("day")));
    }

    /** Notes that a provider has no days of an asset before this one. */
    public Uni<Void> begins(AssetSymbol asset, String provider, LocalDate first) {
        return pool.preparedQuery(NOTE_BEGIN)
                .execute(Tuple.of(asset.value(), provider, first))
                .replaceWithVoid();
    }

    /** The first day behind a date that is stored. */
    public Uni<Optional<LocalDate>> firstDayBehind(AssetSymbol asset, LocalDate date) {
        return pool.preparedQuery(FIRST_BEHIND)
                .execute(Tuple.of(asset.value(), date))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate("day")));
    }

    /** The days of which the same source told otherwise before. */
    public Uni<List<ChangedDay>> changed(FetchedPast past) {
        return past.bars().isEmpty()
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery(CHANGED)
                        .execute(assets.days(new AssetUpdate(past.bars())))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new ChangedDay(
                                        row.getLocalDate("day"),
                                        new Money(row.getLong("close")),
                                        new Money(row.getLong("other"))))
                                .toList());
    }

    private static List<LocalDate> days(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getLocalDate("day"))
                .toList();
    }

    /** The time from which on some of these dates may be asked for again, where there is one. */
    public Uni<Optional<Instant>> againAt(
            AssetSymbol asset, Resolution resolution, LocalDate first, LocalDate last, Instant now) {
        return pool.preparedQuery(AGAIN_AT)
                .execute(Tuple.of(asset.value(), resolution.name(), first, last, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("again_at"))
                        .map(OffsetDateTime::toInstant));
    }

    /**
     * Stores what a provider told of, and that it was asked.
     *
     * @return true where anything came that was not there
     */
    public Uni<Boolean> store(FetchedPast past, Instant now) {
        return pool.withTransaction(connection -> bars(connection, past)
                .flatMap(bars -> each(
                                past.splits(),
                                split -> connection.preparedQuery(STORE_SPLIT).execute(tuple(past, split)))
                        .flatMap(splits -> note(connection, past, now).replaceWith(bars + splits > 0))));
    }

    private Uni<Integer> bars(SqlConnection connection, FetchedPast past) {
        if (past.bars().isEmpty()) {
            return Uni.createFrom().item(0);
        }
        AssetUpdate bars = new AssetUpdate(past.bars());
        return switch (past.resolution()) {
            case MINUTE ->
                connection
                        .preparedQuery(STORE_MINUTES)
                        .execute(AssetRepository.values(bars))
                        .map(RowSet::rowCount);
            case DAY ->
                connection
                        .preparedQuery(AssetRepository.STORE_DAYS)
                        .execute(assets.days(bars))
                        .map(RowSet::rowCount)
                        .call(stored -> stored > 0
                                ? months(connection, past)
                                : Uni.createFrom().voidItem());
        };
    }

    private Uni<Void> months(SqlConnection connection, FetchedPast past) {
        LocalDate first = assets.day(past.bars().getFirst());
        return connection
                .query(NOTICE_DAYS)
                .execute()
                .flatMap(noticed -> connection
                        .preparedQuery(STORE_MONTHS)
                        .execute(Tuple.of(past.asset().value(), first)))
                .replaceWithVoid();
    }

    private static Tuple tuple(FetchedPast past, Split split) {
        return Tuple.of(
                past.asset().value(),
                split.exDate(),
                split.ratio().newShares(),
                split.ratio().oldShares(),
                past.source());
    }

    private Uni<Integer> note(SqlConnection connection, FetchedPast past, Instant now) {
        String asset = past.asset().value();
        String resolution = past.resolution().name();
        LocalDate keptFrom = past.resolution().keptFrom(config, now);
        return each(
                past.asked(),
                asked -> connection
                        .preparedQuery(FORGET_ASKED)
                        .execute(Tuple.of(asset, resolution, asked.first(), asked.last(), keptFrom))
                        .flatMap(forgotten -> connection
                                .preparedQuery(NOTE_ASKED)
                                .execute(Tuple.of(
                                        asset,
                                        resolution,
                                        asked.first(),
                                        asked.last(),
                                        past.source(),
                                        asked.againAt()
                                                .map(time -> time.atOffset(ZoneOffset.UTC))
                                                .orElse(null)))));
    }

    /** The rows that a statement for each of these touched, one after another. */
    private static <T> Uni<Integer> each(List<T> items, Function<T, Uni<RowSet<Row>>> statement) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> statement.apply(item).map(RowSet::rowCount))
                .collect()
                .with(Collectors.summingInt(Integer::intValue));
    }
}
