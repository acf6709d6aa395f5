package io.papertrader.master.asset;

import io.papertrader.market.action.ShareRatio;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The past that was fetched from providers. Own values stay as they are. The same again changes nothing, and nothing
 * here takes the one writer's connection: no order waits.
 */
@ApplicationScoped
public class PastRepository {
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

    private static final String CHANGED_SPLITS = """
            SELECT told.ex_date, stored.new_shares, stored.old_shares, told.new_shares AS other_new, told.old_shares AS other_old
            FROM unnest($3::date[], $4::bigint[], $5::bigint[]) AS told (ex_date, new_shares, old_shares)
                JOIN past_split AS stored ON stored.symbol = $1 AND stored.source = $2 AND stored.ex_date = told.ex_date
            WHERE (stored.new_shares, stored.old_shares) <> (told.new_shares, told.old_shares)
            ORDER BY told.ex_date
            """;

    private static final String FIRST_TOLD =
            "SELECT min(day) AS day FROM asset_day WHERE symbol = $1 AND update_number = 0";

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

    private final Pool pool;
    private final AssetRepository assets;
    private final AskedDatesRepository asked;

    PastRepository(Pool pool, AssetRepository assets, AskedDatesRepository asked) {
        this.pool = pool;
        this.assets = assets;
        this.asked = asked;
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

    /** The splits of which the same source told otherwise before. */
    public Uni<List<ChangedSplit>> changedSplits(FetchedPast past) {
        List<Split> splits = past.splits();
        return splits.isEmpty()
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery(CHANGED_SPLITS)
                        .execute(Tuple.of(past.asset().value(), past.source())
                                .addArrayOfLocalDate(
                                        splits.stream().map(Split::exDate).toArray(LocalDate[]::new))
                                .addArrayOfLong(splits.stream()
                                        .map(split -> split.ratio().newShares())
                                        .toArray(Long[]::new))
                                .addArrayOfLong(splits.stream()
                                        .map(split -> split.ratio().oldShares())
                                        .toArray(Long[]::new)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new ChangedSplit(
                                        row.getLocalDate("ex_date"),
                                        new ShareRatio(row.getLong("new_shares"), row.getLong("old_shares")),
                                        new ShareRatio(row.getLong("other_new"), row.getLong("other_old"))))
                                .toList());
    }

    /** The first day of an asset that a provider told of, of those that are stored. */
    public Uni<Optional<LocalDate>> firstTold(AssetSymbol asset) {
        return pool.preparedQuery(FIRST_TOLD)
                .execute(Tuple.of(asset.value()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate("day")));
    }

    /**
     * Stores what a provider told of, and that it was asked.
     *
     * @return true where anything came that was not there
     */
    public Uni<Boolean> store(FetchedPast past, Instant now) {
        return pool.withTransaction(connection -> bars(connection, past)
                .flatMap(bars -> splits(connection, past).map(splits -> bars + splits > 0))
                .call(isMore -> asked.note(connection, past, now)));
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

    private static Uni<Integer> splits(SqlConnection connection, FetchedPast past) {
        return Multi.createFrom()
                .iterable(past.splits())
                .onItem()
                .transformToUniAndConcatenate(
                        split -> connection.preparedQuery(STORE_SPLIT).execute(tuple(past, split)))
                .collect()
                .with(Collectors.summingInt(RowSet::rowCount));
    }

    private static Tuple tuple(FetchedPast past, Split split) {
        return Tuple.of(
                past.asset().value(),
                split.exDate(),
                split.ratio().newShares(),
                split.ratio().oldShares(),
                past.source());
    }
}
