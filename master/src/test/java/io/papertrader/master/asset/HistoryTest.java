package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.Bar;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Postgres;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The past of assets that nothing else uses, in 1996: a leap year. Bars are counted here another way, from every
 * update; the master's are the same before the updates are rolled up, behind that, and when they are gone.
 */
@QuarkusTest
class HistoryTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final int MOST = 10_000;

    @Inject
    AssetRepository assets;

    @Inject
    SeriesRepository series;

    @Inject
    HistoryParts parts;

    @Inject
    HistoryKeeper history;

    @Inject
    Leadership leadership;

    @Inject
    Updates updates;

    @Inject
    Database database;

    @Inject
    Pool pool;

    private final AssetSymbol symbol = new AssetSymbol("PAST" + NUMBERS.incrementAndGet());

    /** The day so far at one of its moments. */
    private record Value(Instant time, long open, long high, long low, long close, long volume) {
        Sample sample(AssetSymbol symbol) {
            return new Sample(
                    new Asset(symbol, money(open), money(high), money(low), money(close), new Quantity(volume)),
                    time,
                    "test");
        }
    }

    @BeforeEach
    void update() throws SQLException {
        updates.next();
        // Years that other tests have rolled up begin anew.
        database.run("UPDATE rolled_month SET before = '-infinity', kept_from = '-infinity'");
    }

    @ParameterizedTest
    @CsvSource({
        // The end of February of a leap year, nights on which clocks are put forward and back, the turn of a year.
        "UTC, 1996-02-20, 1996-03-05",
        "America/New_York, 1996-03-28, 1996-04-12",
        "America/New_York, 1996-10-20, 1996-11-03",
        "Europe/Berlin, 1996-03-26, 1996-04-05",
        "Europe/Berlin, 1996-10-20, 1996-11-02",
        "Asia/Tokyo, 1996-12-25, 1997-01-04"
    })
    void barsAreThoseOfAllUpdatesHoweverTheyAreStored(ZoneId zone, LocalDate first, LocalDate last)
            throws SQLException {
        List<Value> values = course(zone, first, last, Duration.ofMinutes(47));
        store(values);
        RollUp rollUp = rollUp(zone);

        assertBars(zone, first, last, values);
        await(rollUp.updates());
        assertBars(zone, first, last, values);
        await(rollUp.months(LocalDate.of(2000, 1, 1)));
        assertBars(zone, first, last, values);
        drop();
        assertThat(count("asset_value")).isZero();
        assertBars(zone, first, last, values);
    }

    /** Days, months, closes, and days that end at a moment. */
    private void assertBars(ZoneId zone, LocalDate first, LocalDate last, List<Value> values) {
        for (LocalDate date = first; !date.isAfter(last.plusDays(2)); date = date.plusDays(1)) {
            assertThat(days(Window.week(AsOf.day(date), zone)))
                    .as("week until %s", date)
                    .isEqualTo(expectedDays(zone, date.minusDays(6), endOf(date, zone), values));
        }
        assertThat(months(Window.year(AsOf.day(last), zone)))
                .isEqualTo(expectedMonths(zone, last.minusMonths(11).withDayOfMonth(1), endOf(last, zone), values));
        Instant noon = last.minusDays(3).atTime(LocalTime.NOON).atZone(zone).toInstant();
        Instant end = noon.plusMillis(1).truncatedTo(ChronoUnit.MINUTES);
        assertThat(days(Window.week(AsOf.moment(noon), zone)))
                .as("week until %s", noon)
                .isEqualTo(expectedDays(zone, last.minusDays(9), end, values));
        assertThat(months(Window.year(AsOf.moment(noon), zone)))
                .isEqualTo(expectedMonths(zone, last.minusMonths(12).withDayOfMonth(1), end, values));
    }

    @Test
    void dayHasEveryUpdateAndThenEveryMinute() throws SQLException {
        ZoneId zone = ZoneId.of("America/New_York");
        LocalDate day = LocalDate.of(1996, 4, 7);
        List<Value> values = course(zone, day, day, Duration.ofSeconds(23));
        store(values);
        Window window = Window.day(AsOf.day(day), zone);
        List<Bar> every = await(series.updates(symbol, window, MOST));

        await(rollUp(zone).updates());
        assertThat(await(series.updates(symbol, window, MOST))).isEqualTo(every).hasSameSizeAs(values);
        drop();

        assertThat(await(series.updates(symbol, window, MOST)))
                .isEqualTo(joined(every, bar -> bar.time().truncatedTo(ChronoUnit.MINUTES)));
        assertThat(days(window)).isEqualTo(expectedDays(zone, day, endOf(day, zone), values));
    }

    @Test
    void rolledUpAgainIsTheSame() throws SQLException {
        store(course(ZoneOffset.UTC, LocalDate.of(1996, 5, 1), LocalDate.of(1996, 5, 9), Duration.ofMinutes(31)));
        RollUp rollUp = rollUp(ZoneOffset.UTC);
        await(rollUp.updates());
        List<String> before = rolledUp();

        database.run("UPDATE rolled_up SET update_number = -1");
        await(rollUp.updates());

        assertThat(rolledUp()).isEqualTo(before).isNotEmpty();
    }

    /** A network that has run for a year and keeps a week: the numbers of what is gone take no steps. */
    @Test
    void numbersThatAreGoneTakeNoTime() throws SQLException {
        List<Value> values =
                course(ZoneOffset.UTC, LocalDate.of(1996, 5, 1), LocalDate.of(1996, 5, 3), Duration.ofMinutes(31));
        store(values);
        database.run("UPDATE rolled_up SET update_number = -3000000");

        await(rollUp(ZoneOffset.UTC).updates());

        drop();
        assertBars(ZoneOffset.UTC, LocalDate.of(1996, 5, 1), LocalDate.of(1996, 5, 3), values);
    }

    /** Another that leads by now has rolled up the same: nothing is done twice, nothing fails. */
    @Test
    void twoThatRollUpAtOnceDoItOnce() throws SQLException {
        List<Value> values =
                course(ZoneOffset.UTC, LocalDate.of(1996, 5, 1), LocalDate.of(1996, 5, 9), Duration.ofMinutes(31));
        store(values);
        RollUp one = rollUp(ZoneOffset.UTC);
        RollUp other = rollUp(ZoneOffset.UTC);

        await(Uni.join().all(one.updates(), other.updates()).andFailFast());

        drop();
        assertBars(ZoneOffset.UTC, LocalDate.of(1996, 5, 1), LocalDate.of(1996, 5, 9), values);
    }

    @Test
    void whatIsNotRolledUpDoesNotGo() throws SQLException {
        List<Value> values =
                course(ZoneOffset.UTC, LocalDate.of(1996, 6, 3), LocalDate.of(1996, 6, 5), Duration.ofMinutes(60));
        store(values);

        drop();

        assertThat(count("asset_value")).isEqualTo(values.size());
    }

    @Test
    void partsAreThereBeforeTheirTime() throws SQLException {
        await(history.keep());
        updates.next();

        LocalDate latest = LocalDate.parse(database.one("SELECT max(value_time)::date FROM asset_value"));
        for (int week = 0; week <= 10; week++) {
            LocalDate begins = PartedTable.UPDATES.begin(latest).plusWeeks(week);
            assertThat(database.one(
                            "SELECT to_regclass(?) IS NOT NULL",
                            "asset_value_" + begins.toString().replace("-", "")))
                    .as("part of %s", begins)
                    .isEqualTo("t");
        }
        assertThat(database.one("SELECT count(*) FROM asset_value_rest WHERE value_time::date = ?", latest))
                .isEqualTo("0");
    }

    /** No update is refused for want of a part, and none is held up by a reader who takes long. */
    @Test
    void updatesAreStoredAndReadWithoutAPart() throws SQLException {
        LocalDate day = LocalDate.of(1996, 7, 1);
        List<Value> values = course(ZoneOffset.UTC, day, day.plusDays(2), Duration.ofMinutes(60));
        try (Connection reader = database.connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("SELECT count(*) FROM asset_value");

            store(values);
            assertThatThrownBy(() -> await(parts.make(day)))
                    .isInstanceOf(PgException.class)
                    .hasMessageContaining("lock timeout");
            assertThat(count("asset_value_rest")).isEqualTo(values.size());
            reader.rollback();
        }

        await(parts.make(day));

        assertThat(count("asset_value_rest")).isZero();
        assertThat(count("asset_value")).isEqualTo(values.size());
    }

    /** As psql restores it: all rows lie where no part is made yet, and are more than a statement moves in its time. */
    @Test
    void restoredHistoryMovesToItsPartsAtAStartHoweverMuchItIs() throws SQLException {
        database.run(
                "INSERT INTO asset_value (symbol, value_time, open, high, low, close, volume, source)"
                        + " SELECT ?, '1985-03-06'::TIMESTAMPTZ + i * INTERVAL '3 seconds', 1, 1, 1, 1, 1, 'test'"
                        + " FROM generate_series(1, 300000) AS i",
                symbol.value());
        Pool hurried = Pool.newInstance(PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri("postgresql://" + Postgres.EVERYDAY + "@" + Postgres.address()
                                + "/" + database.one("SELECT current_database()"))
                        .addProperty("statement_timeout", "60"))
                .build());
        List<Boolean> told = new ArrayList<>();
        try {
            HistoryParts those = new HistoryParts(hurried);
            assertThatThrownBy(() -> await(those.make(LocalDate.of(1985, 3, 6))))
                    .isInstanceOf(PgException.class);

            await(new RestoredHistory(those).move(() -> told.add(true)));
            await(new RestoredHistory(those).move(() -> told.add(false)));
        } finally {
            await(hurried.close());
        }

        assertThat(told).containsExactly(true);
        assertThat(count("asset_value_rest")).isZero();
        assertThat(count("asset_value")).isEqualTo(300_000);
    }

    /** The master was away for the rest of the day; the provider tells of all of it. */
    @Test
    void dayOfTheProviderCompletesWhatWasSeenOfIt() {
        Instant noon = Instant.parse("1996-08-01T12:00:00Z");
        Value seen = new Value(noon, 100, 110, 95, 105, 50);
        Value whole = new Value(noon.plus(Duration.ofHours(8)), 100, 120, 98, 101, 80);
        AssetUpdate day = new AssetUpdate(List.of(whole.sample(symbol), seen.sample(symbol)));

        for (AssetUpdate told : List.of(new AssetUpdate(List.of(seen.sample(symbol))), day, day)) {
            await(leadership.write(assets.storingDays(told)));
        }
        await(leadership.write(assets.storingDays(new AssetUpdate(List.of(seen.sample(symbol))))));

        assertThat(days(Window.day(AsOf.parse("1996-08-01"), ZoneOffset.UTC)))
                .containsExactly(new Bar(
                        Instant.parse("1996-08-01T00:00:00Z"),
                        money(100),
                        money(120),
                        money(95),
                        money(101),
                        new Quantity(80)));
    }

    /** A day that comes late, of a month that is rolled up: the month is so again. */
    @Test
    void monthIsRolledUpAgainForADayThatComesLate() {
        Instant first = Instant.parse("1996-09-03T12:00:00Z");
        Value early = new Value(first, 10, 12, 9, 11, 5);
        Value late = new Value(first.plus(Duration.ofDays(9)), 11, 20, 11, 15, 7);
        RollUp rollUp = rollUp(ZoneOffset.UTC);
        Window year = Window.year(AsOf.parse("1996-12-31"), ZoneOffset.UTC);

        await(leadership.write(assets.storingDays(new AssetUpdate(List.of(early.sample(symbol))))));
        await(rollUp.months(LocalDate.of(2000, 1, 1)));
        await(leadership.write(assets.storingDays(new AssetUpdate(List.of(late.sample(symbol))))));
        List<Bar> before = months(year);
        await(rollUp.months(LocalDate.of(2000, 1, 1)));

        assertThat(before).isEqualTo(months(year)).hasSize(1);
        assertThat(before.getFirst().high()).isEqualTo(money(20));
    }

    /** Days of the past that come again when they are gone, one by one: the month was made of all. */
    @Test
    void monthOfWhichDaysAreGoneStays() throws SQLException {
        Instant first = Instant.parse("1996-09-03T12:00:00Z");
        Value high = new Value(first, 10, 40, 9, 11, 5);
        Value later = new Value(first.plus(Duration.ofDays(9)), 11, 20, 11, 15, 7);
        Value latest = new Value(first.plus(Duration.ofDays(10)), 11, 20, 11, 16, 7);
        RollUp rollUp = rollUp(ZoneOffset.UTC);
        Window year = Window.year(AsOf.parse("1996-12-31"), ZoneOffset.UTC);
        await(leadership.write(
                assets.storingDays(new AssetUpdate(List.of(high.sample(symbol), later.sample(symbol))))));
        await(rollUp.months(LocalDate.of(2000, 1, 1)));
        List<Bar> before = months(year);
        await(parts.make(LocalDate.of(2013, 1, 1)));
        await(parts.drop(PartedTable.DAYS, LocalDate.of(1997, 1, 1)));
        assertThat(count("asset_day")).isZero();

        await(leadership.write(assets.storingDays(new AssetUpdate(List.of(later.sample(symbol))))));
        assertThat(count("asset_day")).as("nothing that goes at once").isZero();
        store(List.of(latest));
        await(rollUp.updates());
        await(rollUp.months(LocalDate.of(2000, 1, 1)));

        assertThat(months(year)).isEqualTo(before).hasSize(1);
        assertThat(before.getFirst().high()).isEqualTo(money(40));
    }

    /** A day that is stored while months are rolled up is in them in the end, whichever comes first. */
    @Test
    void dayThatComesWhileMonthsAreRolledUpIsNotForgotten() throws Exception {
        Instant noon = Instant.parse("1996-11-04T12:00:00Z");
        Value first = new Value(noon, 10, 12, 9, 11, 5);
        await(leadership.write(assets.storingDays(new AssetUpdate(List.of(first.sample(symbol))))));
        RollUp rollUp = rollUp(ZoneOffset.UTC);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO asset_day VALUES ('" + symbol + "', '1996-11-06', 11, 20, 11, 15, 7,"
                    + " '1996-11-06 12:00Z', 'test', 0)");
            statement.execute("UPDATE rolled_month SET before = least(before, '1996-11-01'), changes = changes + 1");
            var rolling = rollUp.months(LocalDate.of(2000, 1, 1)).subscribeAsCompletionStage();
            Await.until(() -> database.one("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database() AND query LIKE 'UPDATE rolled_month%'")
                    .equals("1"));
            other.commit();
            rolling.get(60, TimeUnit.SECONDS);
        }

        await(rollUp.months(LocalDate.of(2000, 1, 1)));

        assertThat(months(Window.year(AsOf.parse("1996-12-31"), ZoneOffset.UTC))
                        .getFirst()
                        .high())
                .isEqualTo(money(2_000_000_000L));
    }

    /** More than an answer can tell in one number: it tells the most. */
    @Test
    void volumeOfMonthsIsNotMoreThanAnAnswerHolds() {
        Instant noon = Instant.parse("1996-10-01T12:00:00Z");
        Value first = new Value(noon, 10, 12, 9, 11, Long.MAX_VALUE);
        Value second = new Value(noon.plus(Duration.ofDays(1)), 10, 12, 9, 11, Long.MAX_VALUE);
        Window year = Window.year(AsOf.parse("1996-12-31"), ZoneOffset.UTC);
        await(leadership.write(
                assets.storingDays(new AssetUpdate(List.of(first.sample(symbol), second.sample(symbol))))));

        List<Bar> before = months(year);
        await(rollUp(ZoneOffset.UTC).months(LocalDate.of(2000, 1, 1)));

        assertThat(before).isEqualTo(months(year)).hasSize(1);
        assertThat(before.getFirst().volume()).isEqualTo(new Quantity(Long.MAX_VALUE));
    }

    @Test
    void closesAreOneADayUpToATime() throws SQLException {
        List<Value> values =
                course(ZoneOffset.UTC, LocalDate.of(1996, 6, 1), LocalDate.of(1996, 6, 20), Duration.ofMinutes(90));
        store(values);
        Instant latest = values.get(values.size() - 5).time();
        List<Money> closes =
                expectedDays(ZoneOffset.UTC, LocalDate.of(1996, 6, 1), latest.plusMillis(1), values).stream()
                        .map(Bar::close)
                        .toList();

        assertThat(await(series.closes(symbol, Window.until(latest, 14, ZoneOffset.UTC), 7)))
                .isEqualTo(closes.subList(closes.size() - 7, closes.size()));
        await(rollUp(ZoneOffset.UTC).updates());
        assertThat(await(series.closes(symbol, Window.until(latest, 14, ZoneOffset.UTC), 7)))
                .isEqualTo(closes.subList(closes.size() - 7, closes.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE asset_value_rest",
                "DELETE FROM asset_value_rest",
                "INSERT INTO asset_value_rest SELECT * FROM asset_value",
                "CREATE TABLE asset_value_19000101 (LIKE asset_value)",
                "SELECT make_history_part('transaction', '1996-01-01', '1996-01-08')",
                "SELECT drop_history_part('portfolio', '1996-01-01', '1996-01-08')"
            })
    void everydayRoleHasNoOtherWayToTheParts(String sql) {
        assertThatThrownBy(() -> await(pool.query(sql).execute()))
                .isInstanceOfSatisfying(
                        PgException.class,
                        refused -> assertThat(refused.getSqlState())
                                .as(refused.getMessage())
                                .isEqualTo("42501"));
    }

    @Test
    void strangerMayNotKeepTheHistory() throws SQLException {
        database.run("CREATE ROLE stranger_to_history LOGIN");
        try (Connection stranger = Postgres.connect(database.one("SELECT current_database()"), "stranger_to_history");
                Statement statement = stranger.createStatement()) {
            assertThatThrownBy(() ->
                            statement.execute("SELECT make_history_part('asset_value', '1996-01-01', '1996-01-08')"))
                    .hasMessageContaining("may not keep the history");
        } finally {
            database.run("DROP ROLE stranger_to_history");
        }
    }

    private RollUp rollUp(ZoneId zone) {
        return new RollUp(pool, new MarketZones(Map.of(symbol, zone)));
    }

    /** Makes the parts of all rows that wait, and drops those of before this century. */
    private void drop() {
        await(parts.make(LocalDate.of(2013, 1, 1)));
        await(parts.drop(PartedTable.UPDATES, LocalDate.of(2000, 1, 1)));
    }

    private void store(List<Value> values) throws SQLException {
        long number = Long.parseLong(database.one("SELECT max(update_number) FROM market_update"));
        AssetUpdate all = new AssetUpdate(
                values.stream().map(value -> value.sample(symbol)).toList());
        await(leadership.write(List.of(assets.storing(all, number))));
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(database.one("SELECT count(*) FROM " + table + " WHERE symbol = ?", symbol.value()));
    }

    private List<String> rolledUp() throws SQLException {
        List<String> rows = new ArrayList<>(
                database.column("SELECT m::text FROM asset_minute AS m WHERE symbol = ? ORDER BY 1", symbol.value()));
        rows.addAll(database.column("SELECT d::text FROM asset_day AS d WHERE symbol = ? ORDER BY 1", symbol.value()));
        return rows;
    }

    private List<Bar> days(Window window) {
        return await(series.days(symbol, window, MOST));
    }

    private List<Bar> months(Window window) {
        return await(series.months(symbol, window, MOST));
    }

    /** A walk at random, around the clock, told as each day so far. */
    private List<Value> course(ZoneId zone, LocalDate first, LocalDate last, Duration step) {
        Random random = new Random(first.toEpochDay());
        List<Value> values = new ArrayList<>();
        long close = 1_000_000;
        LocalDate day = first.minusDays(1);
        for (Instant time = first.atStartOfDay(zone).toInstant();
                time.isBefore(endOf(last, zone));
                time = time.plus(step)) {
            close += random.nextLong(-900, 1_000);
            Value before = values.isEmpty() ? null : values.getLast();
            LocalDate today = LocalDate.ofInstant(time, zone);
            values.add(
                    today.equals(day)
                            ? new Value(
                                    time,
                                    before.open,
                                    Math.max(before.high, close + random.nextLong(300)),
                                    Math.min(before.low, close - random.nextLong(300)),
                                    close,
                                    before.volume + random.nextLong(50))
                            : new Value(time, close + 7, close + 90, close - 80, close, random.nextLong(50)));
            day = today;
        }
        return values;
    }

    private static List<Bar> expectedDays(ZoneId zone, LocalDate first, Instant end, List<Value> values) {
        Map<LocalDate, List<Value>> days = values.stream()
                .filter(value -> value.time.isBefore(end))
                .collect(Collectors.groupingBy(
                        value -> LocalDate.ofInstant(value.time, zone), TreeMap::new, Collectors.toList()));
        return days.entrySet().stream()
                .filter(day -> !day.getKey().isBefore(first))
                .map(day -> bar(label(day.getKey()), day.getValue()))
                .toList();
    }

    /** The last value of a day tells of its volume. */
    private static Bar bar(Instant label, List<Value> day) {
        return new Bar(
                label,
                money(day.getFirst().open),
                money(day.stream().mapToLong(Value::high).max().orElseThrow()),
                money(day.stream().mapToLong(Value::low).min().orElseThrow()),
                money(day.getLast().close),
                new Quantity(day.getLast().volume));
    }

    private static List<Bar> expectedMonths(ZoneId zone, LocalDate first, Instant end, List<Value> values) {
        return joined(
                expectedDays(zone, first, end, values),
                day -> label(LocalDate.ofInstant(day.time(), ZoneOffset.UTC).withDayOfMonth(1)));
    }

    private static List<Bar> joined(List<Bar> bars, Function<Bar, Instant> time) {
        Map<Instant, List<Bar>> groups =
                bars.stream().collect(Collectors.groupingBy(time, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> new Bar(
                        group.getKey(),
                        group.getValue().getFirst().open(),
                        highest(group.getValue().stream().map(Bar::high)),
                        group.getValue().stream()
                                .map(Bar::low)
                                .min(Money::compareTo)
                                .orElseThrow(),
                        group.getValue().getLast().close(),
                        group.getValue().stream().map(Bar::volume).reduce(Quantity.ZERO, Quantity::plus)))
                .toList();
    }

    private static Money highest(Stream<Money> highs) {
        return highs.max(Comparator.naturalOrder()).orElseThrow();
    }

    private static Instant label(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant endOf(LocalDate date, ZoneId zone) {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static Money money(long units) {
        return new Money(units);
    }

    private static <T> T await(Uni<T> later) {
        return later.await().atMost(Duration.ofSeconds(60));
    }
}
