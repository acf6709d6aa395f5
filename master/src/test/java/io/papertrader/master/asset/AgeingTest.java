package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetRequest.GetAssetValueDay;
import io.papertrader.codec.message.AssetRequest.GetAssetValueYear;
import io.papertrader.codec.message.AssetRequest.GetQuote;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.update.UpdateCycle;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A year of updates, brought as fast as they are stored, with the history kept, the values read as by a start and some
 * questions asked once a day. What is stored of updates and minutes, the pages that each answer and a start read, and
 * the bytes that are live in the master are the same after a year as after some months. {@code
 * -Dpapertrader.ageing.updates-a-day} and {@code -Dpapertrader.ageing.days} make it longer.
 */
@QuarkusTest
@TestProfile(AgeingTest.Alone.class)
class AgeingTest {
    /** Nothing else has stored anything in this database. */
    public static final class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("papertrader.replay.history", "30");
        }
    }

    private static final int UPDATES_A_DAY = Integer.getInteger("papertrader.ageing.updates-a-day", 24);
    private static final int DAYS = Integer.getInteger("papertrader.ageing.days", 365);
    private static final int STEADY = 150;
    private static final List<AssetSymbol> SYMBOLS =
            List.of(new AssetSymbol("AAPL"), new AssetSymbol("KO"), new AssetSymbol("MSFT"));
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final int MOST = 500;

    /** Less than 4 KB for each of the updates of nine months that somebody would keep. */
    private static final long MOST_GROWTH_BYTES = 24L << 20;

    @Inject
    AssetRepository assets;

    @Inject
    HistoryKeeper history;

    @Inject
    Leadership leadership;

    @Inject
    Database database;

    @Inject
    Pool pool;

    @Inject
    UpdateCycle cycle;

    @Inject
    Desk desk;

    @Test
    void yearLeavesStorageStartAndAnswersAsTheyWere() throws SQLException {
        Instant begin = LocalDate.parse(database.one("SELECT max(value_time)::date + 1 FROM asset_value"))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        long number = Long.parseLong(database.one("SELECT max(update_number) FROM market_update"));
        Map<String, Long> steady = Map.of();
        long liveAtFirst = 0;
        for (int day = 0; day < DAYS; day++) {
            Instant today = begin.plus(Duration.ofDays(day));
            bring(today, number + (long) day * UPDATES_A_DAY);
            await(history.keep());
            use(today);
            if (day == DAYS / 4) {
                liveAtFirst = liveBytes();
            }
            if (day == STEADY) {
                steady = measures(today);
            }
        }
        Instant last = begin.plus(Duration.ofDays(DAYS - 1L));
        long liveAtLast = liveBytes();

        assertThat(liveAtLast - liveAtFirst)
                .as("bytes that are live in the master: %d, then %d", liveAtFirst, liveAtLast)
                .isLessThan(MOST_GROWTH_BYTES);
        assertFlat(steady, measures(last));
        assertThat(count("SELECT count(*) FROM asset_value")).isLessThan((7L + 7 + 1) * UPDATES_A_DAY * SYMBOLS.size());
        assertThat(count("SELECT count(*) FROM market_update")).isLessThan((7L + 7 + 1) * UPDATES_A_DAY);
        assertThat(count("SELECT count(*) FROM asset_value_rest")).isZero();
        assertThat(count("SELECT count(*) FROM pg_inherits WHERE inhparent = 'asset_value'::regclass"))
                .isLessThan(3 + 10 + 2);
        assertThat(count("SELECT count(*) FROM asset_minute"))
                .isLessThan((90L + 31 + 1) * UPDATES_A_DAY * SYMBOLS.size());
        assertThat(count("SELECT count(*) FROM asset_day WHERE symbol = 'KO'")).isBetween(DAYS + 20L, DAYS + 32L);
        assertThat(count("SELECT count(*) FROM asset_month WHERE symbol = 'KO'"))
                .isBetween(DAYS / 31L, DAYS / 28L);
    }

    /** A day of updates, one each 24th of it or so, in one transaction. */
    private void bring(Instant today, long before) {
        List<Statement> statements = new ArrayList<>();
        Duration step = Duration.ofDays(1).dividedBy(UPDATES_A_DAY);
        for (int i = 0; i < UPDATES_A_DAY; i++) {
            Instant time = today.plus(step.multipliedBy(i));
            long number = before + i + 1;
            statements.add(new Statement(
                    "INSERT INTO market_update (update_number, last_order, seen_at, cleared_at) VALUES ($1, 0, $2, $2)",
                    Tuple.of(number, time.atOffset(ZoneOffset.UTC))));
            statements.add(assets.storing(values(time, i), number));
        }
        await(leadership.write(statements));
    }

    /** A start, of all that it does but to read the journal anew, and what people ask on a day. */
    private void use(Instant today) {
        await(cycle.start());
        AsOf date = AsOf.day(LocalDate.ofInstant(today, ZONE));
        for (AssetSymbol symbol : SYMBOLS) {
            assertThat(desk.ask(new GetQuote(symbol))).isInstanceOf(Quote.class);
            assertThat(desk.ask(new GetAssetValueDay(symbol, date))).isInstanceOf(Series.class);
            assertThat(desk.ask(new GetAssetValueYear(symbol, date))).isInstanceOf(Series.class);
        }
    }

    /** The live heap behind collections: the least of some, since others may be at work. */
    private static long liveBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return LongStream.generate(() -> {
                    memory.gc();
                    return memory.getHeapMemoryUsage().getUsed();
                })
                .limit(5)
                .min()
                .orElseThrow();
    }

    private static AssetUpdate values(Instant time, int update) {
        Money high = Money.of(String.valueOf(101 + update));
        Money close = Money.of(String.valueOf(100 + update));
        return AssetUpdate.of(
                time,
                "test",
                SYMBOLS.stream()
                        .map(symbol ->
                                new Asset(symbol, close, high, close, close, Quantity.of(String.valueOf(update))))
                        .toList());
    }

    /** Pages that are stored, and pages that are read. */
    private Map<String, Long> measures(Instant latest) throws SQLException {
        database.run("VACUUM ANALYZE");
        Map<String, Long> pages = new LinkedHashMap<>();
        pages.put("updates stored", stored("asset_value"));
        pages.put("minutes stored", stored("asset_minute"));
        pages.put("start", read(AssetRepository.LATEST, Tuple.of(symbols())));
        pages.put("latest time", read(AssetRepository.LATEST_TIME, Tuple.tuple()));
        AssetSymbol symbol = SYMBOLS.getFirst();
        AsOf today = AsOf.day(LocalDate.ofInstant(latest, ZONE));
        pages.put("day", read(SeriesRepository.UPDATES, SeriesRepository.times(symbol, Window.day(today, ZONE), MOST)));
        AsOf longAgo = AsOf.day(today.date().minusDays(140));
        pages.put(
                "day long ago",
                read(SeriesRepository.UPDATES, SeriesRepository.times(symbol, Window.day(longAgo, ZONE), MOST)));
        pages.put("week", read(SeriesRepository.DAILY, SeriesRepository.dates(symbol, Window.week(today, ZONE), MOST)));
        pages.put(
                "month", read(SeriesRepository.DAILY, SeriesRepository.dates(symbol, Window.month(today, ZONE), MOST)));
        pages.put(
                "year", read(SeriesRepository.MONTHLY, SeriesRepository.dates(symbol, Window.year(today, ZONE), MOST)));
        pages.put(
                "closes",
                read(SeriesRepository.CLOSES, SeriesRepository.dates(symbol, Window.until(latest, 100, ZONE), 50)));
        return pages;
    }

    private static String[] symbols() {
        return SYMBOLS.stream().map(AssetSymbol::value).toArray(String[]::new);
    }

    private long stored(String table) throws SQLException {
        return count("""
                SELECT (sum(pg_total_relation_size(inhrelid)) / 8192)::BIGINT FROM pg_inherits WHERE inhparent = '%s'::regclass
                """.formatted(table));
    }

    /** Pages that Postgres looks at for an answer, in its memory or not. */
    private long read(String sql, Tuple parameters) {
        Object plan = await(pool.preparedQuery("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) " + sql)
                        .execute(parameters))
                .iterator()
                .next()
                .getValue(0);
        JsonObject root = ((JsonArray) plan).getJsonObject(0).getJsonObject("Plan");
        return root.getLong("Shared Hit Blocks") + root.getLong("Shared Read Blocks");
    }

    /** A part more or less is a few pages. */
    private static void assertFlat(Map<String, Long> steady, Map<String, Long> later) {
        steady.forEach((measure, pages) -> assertThat(later.get(measure))
                .as("pages, %s: %s, then %s", measure, steady, later)
                .isLessThanOrEqualTo(pages + Math.max(20, pages / 3)));
    }

    private long count(String sql) throws SQLException {
        return Long.parseLong(database.one(sql));
    }

    private static <T> T await(Uni<T> later) {
        return later.await().atMost(Duration.ofMinutes(1));
    }
}
