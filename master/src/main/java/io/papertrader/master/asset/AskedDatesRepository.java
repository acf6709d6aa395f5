package io.papertrader.master.asset;

import io.papertrader.market.calendar.TradingDay;
import io.papertrader.vocabulary.AssetSymbol;
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
import java.util.stream.StreamSupport;

/** The dates of the past that providers were asked for, and with that those that are still to be asked for. */
@ApplicationScoped
public class AskedDatesRepository {
    private static final String NOT_ASKED = """
                AND NOT EXISTS (
                    SELECT FROM past_asked
                    WHERE symbol = $1 AND resolution = $3 AND wanted.day BETWEEN first_day AND last_day
                        AND (again_at IS NULL OR again_at > $4))
            """;

    private static final String IN_ORDER = "ORDER BY wanted.day";

    private static final String MISSING_DAYS = """
            SELECT wanted.day
            FROM unnest($2::date[]) AS wanted (day)
            WHERE NOT EXISTS (SELECT FROM asset_day WHERE symbol = $1 AND asset_day.day = wanted.day)
            """ + NOT_ASKED + IN_ORDER;

    /** A date of which there is any value is the master's own: its bars tell of all of it. */
    private static final String MISSING_MINUTES = """
            SELECT wanted.day
            FROM unnest($2::date[]) AS wanted (day), LATERAL (
                SELECT wanted.day::timestamp AT TIME ZONE $5::text AS since,
                    (wanted.day + 1)::timestamp AT TIME ZONE $5::text AS until) AS bounds
            WHERE NOT EXISTS (SELECT FROM asset_minute WHERE symbol = $1 AND minute >= since AND minute < until)
                AND NOT EXISTS (SELECT FROM asset_value WHERE symbol = $1 AND value_time >= since AND value_time < until)
            """ + NOT_ASKED + IN_ORDER;

    /** The first day neither told of to its close nor asked for; a provider has no more before its first bar. */
    private static final String FIRST_INCOMPLETE = """
            SELECT min(wanted.day) AS day
            FROM unnest($2::date[], $5::timestamptz[]) AS wanted (day, closes)
            WHERE NOT EXISTS (
                    SELECT FROM asset_day AS stored
                    WHERE stored.symbol = $1 AND stored.day = wanted.day
                        AND (update_number = 0 OR close_time >= wanted.closes - INTERVAL '1 second'))
            """ + NOT_ASKED + """
                AND wanted.day >= coalesce(
                    (SELECT first_day FROM past_begin WHERE symbol = $1 AND source = $6), DATE '-infinity')
            """;

    private static final String NOTE_BEGIN = """
            INSERT INTO past_begin (symbol, source, first_day)
            VALUES ($1, $2, $3)
            ON CONFLICT (symbol, source) DO UPDATE SET first_day = EXCLUDED.first_day
            """;

    private static final String AGAIN_AT = """
            SELECT min(again_at) AS again_at
            FROM past_asked
            WHERE symbol = $1 AND resolution = $2 AND first_day <= $4 AND last_day >= $3 AND again_at > $5
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
    private final MarketZones zones;
    private final AssetConfig config;

    AskedDatesRepository(Pool pool, MarketZones zones, AssetConfig config) {
        this.pool = pool;
        this.zones = zones;
        this.config = config;
    }

    /** Those of these dates of which nothing is stored and nobody was asked, oldest first. */
    public Uni<List<LocalDate>> missing(AssetSymbol asset, Resolution resolution, List<LocalDate> dates, Instant now) {
        Tuple wanted = Tuple.of(
                asset.value(), dates.toArray(LocalDate[]::new), resolution.name(), now.atOffset(ZoneOffset.UTC));
        return switch (resolution) {
            case DAY -> pool.preparedQuery(MISSING_DAYS).execute(wanted).map(AskedDatesRepository::days);
            case MINUTE ->
                pool.preparedQuery(MISSING_MINUTES)
                        .execute(wanted.addString(MarketZones.name(zones.of(asset))))
                        .map(AskedDatesRepository::days);
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

    /** The time from which on some of these dates may be asked for again, where there is one. */
    public Uni<Optional<Instant>> againAt(
            AssetSymbol asset, Resolution resolution, LocalDate first, LocalDate last, Instant now) {
        return pool.preparedQuery(AGAIN_AT)
                .execute(Tuple.of(asset.value(), resolution.name(), first, last, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("again_at"))
                        .map(OffsetDateTime::toInstant));
    }

    /** Notes in a transaction what an answer about the past was asked for. */
    Uni<Void> note(SqlConnection connection, FetchedPast past, Instant now) {
        String asset = past.asset().value();
        String resolution = past.resolution().name();
        LocalDate keptFrom = past.resolution().keptFrom(config, now);
        return Steps.each(
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
                                                .orElse(null))))
                        .replaceWithVoid());
    }

    private static List<LocalDate> days(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getLocalDate("day"))
                .toList();
    }
}
