package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.Bar;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.Database;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The past that was fetched on demand, in 1997, of assets that nothing else uses. */
@QuarkusTest
class PastRepositoryTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Instant NOW = Instant.parse("1997-03-10T12:00:00Z");
    private static final LocalDate FIRST = LocalDate.of(1997, 1, 30);
    private static final LocalDate SECOND = FIRST.plusDays(1);
    private static final LocalDate THIRD = FIRST.plusDays(2);
    private static final int MOST = 10_000;

    @Inject
    PastRepository past;

    @Inject
    AskedDatesRepository asked;

    @Inject
    SeriesRepository series;

    @Inject
    AdjustedSeries adjusted;

    @Inject
    HistoryParts parts;

    @Inject
    Updates updates;

    @Inject
    Database database;

    @Inject
    Pool pool;

    private final AssetSymbol symbol = new AssetSymbol("FETCHED" + NUMBERS.incrementAndGet());

    @BeforeEach
    void update() throws SQLException {
        updates.next();
        database.run("UPDATE rolled_month SET before = '-infinity', kept_from = '-infinity'");
    }

    private Sample bar(Instant time, long close, long volume) {
        Money money = Money.of(Long.toString(close));
        return new Sample(
                new Asset(symbol, money, money, money, money, Quantity.of(Long.toString(volume))), time, "test");
    }

    private Sample day(LocalDate date, long close) {
        return bar(date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1), close, 1);
    }

    /** Of the first minutes of a date, as they end. */
    private List<Sample> minutes(LocalDate date, long... closes) {
        Instant midnight = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        return IntStream.range(0, closes.length)
                .mapToObj(i -> bar(midnight.plus(Duration.ofMinutes(i + 1)).minusMillis(1), closes[i], 1))
                .toList();
    }

    private boolean store(Resolution resolution, List<Sample> bars, AskedDates... asked) {
        return await(past.store(new FetchedPast(symbol, resolution, "test", bars, List.of(), List.of(asked)), NOW));
    }

    private List<LocalDate> missing(Resolution resolution, Instant now) {
        return await(asked.missing(symbol, resolution, List.of(FIRST, SECOND, THIRD), now));
    }

    private static List<String> closes(Uni<List<Bar>> bars) {
        return await(bars).stream().map(bar -> bar.time() + " " + bar.close()).toList();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Test
    void whatIsStoredOrWasAskedForIsNotMissing() {
        for (Resolution resolution : Resolution.values()) {
            assertThat(missing(resolution, NOW)).containsExactly(FIRST, SECOND, THIRD);
        }

        store(Resolution.DAY, List.of(day(SECOND, 10)));
        store(Resolution.MINUTE, minutes(FIRST, 7));

        assertThat(missing(Resolution.DAY, NOW)).containsExactly(FIRST, THIRD);
        assertThat(missing(Resolution.MINUTE, NOW)).containsExactly(SECOND, THIRD);
        Instant again = NOW.plus(Duration.ofHours(1));
        store(Resolution.DAY, List.of(), new AskedDates(FIRST, FIRST, Optional.empty()));
        store(Resolution.DAY, List.of(), new AskedDates(THIRD, THIRD, Optional.of(again)));
        assertThat(missing(Resolution.DAY, NOW)).isEmpty();
        assertThat(missing(Resolution.DAY, again)).containsExactly(THIRD);
        store(Resolution.DAY, List.of(), new AskedDates(THIRD, THIRD, Optional.empty()));
        assertThat(missing(Resolution.DAY, again)).isEmpty();
    }

    private Optional<LocalDate> firstIncomplete(String provider) {
        List<TradingDay> days = Stream.of(FIRST, SECOND, THIRD)
                .flatMap(date -> new AlwaysOpen().on(date).stream())
                .toList();
        return await(asked.firstIncomplete(symbol, provider, days, NOW));
    }

    @Test
    void firstDayThatIsNotThereToItsCloseIsAskedFor() throws SQLException {
        assertThat(firstIncomplete("test")).contains(FIRST);
        store(Resolution.DAY, List.of(day(FIRST, 10), day(SECOND, 10)));
        assertThat(firstIncomplete("test")).contains(THIRD);

        database.run("UPDATE asset_day SET update_number = 1 WHERE symbol = ?", symbol.value());
        assertThat(firstIncomplete("test")).as("seen to its close").contains(THIRD);
        database.run(
                "UPDATE asset_day SET close_time = close_time - INTERVAL '1 hour' WHERE symbol = ? AND day = ?::date",
                symbol.value(),
                SECOND.toString());
        assertThat(firstIncomplete("test")).as("seen in part").contains(SECOND);
        store(Resolution.DAY, List.of(day(SECOND, 10), day(THIRD, 10)));
        assertThat(firstIncomplete("test")).isEmpty();
    }

    @Test
    void providerHasNoDaysBeforeItsFirst() {
        store(Resolution.DAY, List.of(day(SECOND, 10)), new AskedDates(SECOND, SECOND, Optional.empty()));
        assertThat(firstIncomplete("test")).as("a chart asked for one day").contains(FIRST);

        await(asked.begins(symbol, "test", SECOND));

        assertThat(firstIncomplete("test")).contains(THIRD);
        assertThat(firstIncomplete("another")).contains(FIRST);
    }

    @Test
    void tellsWhichDaysAreToldOfOtherwiseThanBefore() {
        store(Resolution.DAY, List.of(day(FIRST, 10), day(SECOND, 10)));

        FetchedPast again = new FetchedPast(
                symbol,
                Resolution.DAY,
                "test",
                List.of(day(FIRST, 10), day(SECOND, 99), day(THIRD, 5)),
                List.of(),
                List.of());

        assertThat(await(past.changed(again))).containsExactly(new ChangedDay(SECOND, Money.of("10"), Money.of("99")));
        assertThat(await(past.store(again, NOW))).isTrue();
        assertThat(await(past.changed(again))).as("the first is kept").hasSize(1);
    }

    /** The values that the master saw of a day lie outside of the provider's bar, and stay. */
    @Test
    void dayThatCompletesAnOwnOneIsToldOfAsBefore() throws SQLException {
        Instant noon = FIRST.atTime(12, 0).toInstant(ZoneOffset.UTC);
        store(Resolution.DAY, List.of(bar(noon, 30, 1)));
        database.run("UPDATE asset_day SET update_number = 1, source = 'own' WHERE symbol = ?", symbol.value());
        FetchedPast told =
                new FetchedPast(symbol, Resolution.DAY, "test", List.of(day(FIRST, 10)), List.of(), List.of());

        assertThat(await(past.store(told, NOW))).isTrue();

        assertThat(await(past.changed(told))).isEmpty();
    }

    @Test
    void sameAgainChangesNothing() {
        assertThat(store(Resolution.DAY, List.of(day(FIRST, 10)))).isTrue();
        assertThat(store(Resolution.DAY, List.of(day(FIRST, 99)))).isFalse();
        assertThat(store(Resolution.MINUTE, minutes(FIRST, 7, 8))).isTrue();
        assertThat(store(Resolution.MINUTE, minutes(FIRST, 70, 80))).isFalse();

        Window both = Window.week(AsOf.day(SECOND), ZoneOffset.UTC);
        assertThat(closes(series.days(symbol, both, MOST))).containsExactly("1997-01-30T00:00:00Z 10");
        assertThat(closes(series.updates(symbol, Window.day(AsOf.day(FIRST), ZoneOffset.UTC), MOST)))
                .containsExactly("1997-01-30T00:00:00Z 7", "1997-01-30T00:01:00Z 8");
    }

    /** Months that others have already are made of what came late, and those of before it stay. */
    @Test
    void daysOfMonthsThatAreRolledUpAreInThem() throws SQLException {
        database.run("UPDATE rolled_month SET before = '1997-03-01'");
        Window year = Window.year(AsOf.day(THIRD), ZoneOffset.UTC);

        store(Resolution.DAY, List.of(day(SECOND, 10), day(THIRD, 12)));
        store(Resolution.DAY, List.of(day(FIRST, 9)));

        assertThat(closes(series.months(symbol, year, MOST)))
                .containsExactly("1997-01-01T00:00:00Z 10", "1997-02-01T00:00:00Z 12");
        assertThat(database.column("SELECT open::int FROM asset_month WHERE symbol = ? ORDER BY month", symbol.value()))
                .containsExactly("9", "12");
        assertThat(database.one("SELECT before::text FROM rolled_month"))
                .as("others are not rolled up again")
                .isEqualTo("1997-03-01");
    }

    /** The master was away for a day: its minutes stand between the updates of the days around it. */
    @Test
    void minutesOfADayStandBetweenOwnUpdatesWhichStay() throws SQLException {
        own(FIRST, 20);
        own(THIRD, 22);
        assertThat(missing(Resolution.MINUTE, NOW)).containsExactly(SECOND);

        store(Resolution.MINUTE, minutes(SECOND, 30, 31));

        assertThat(closes(series.updates(symbol, Window.day(AsOf.day(SECOND), ZoneOffset.UTC), MOST)))
                .containsExactly("1997-01-31T00:00:00Z 30", "1997-01-31T00:01:00Z 31");
        store(Resolution.MINUTE, minutes(FIRST, 99));
        new RollUp(pool, new MarketZones(Map.of(symbol, ZoneOffset.UTC)))
                .updates()
                .await()
                .atMost(Duration.ofSeconds(20));
        assertThat(closes(series.updates(symbol, Window.day(AsOf.day(FIRST), ZoneOffset.UTC), MOST)))
                .containsExactly("1997-01-30T00:00:30Z 20");
        assertThat(database.column(
                        "SELECT close::int FROM asset_minute WHERE symbol = ? ORDER BY minute", symbol.value()))
                .containsExactly("20", "30", "31", "22");
    }

    /** An update within a date's first minute. */
    private void own(LocalDate date, int close) throws SQLException {
        database.force(
                "INSERT INTO asset_value VALUES (?, ?::timestamptz, 1, 99, 1, ?, 5, 'own', (SELECT max(update_number) FROM market_update))",
                symbol.value(),
                date + " 00:00:30Z",
                close);
    }

    @Test
    void barsLieInPartsOfTheirOwn() throws SQLException {
        store(Resolution.DAY, List.of(day(FIRST, 10)));
        store(Resolution.MINUTE, minutes(FIRST, 7));

        await(parts.make(LocalDate.of(2013, 1, 1)));

        for (String part : List.of("asset_day_19970101", "asset_minute_19970101")) {
            assertThat(database.one("SELECT count(*) FROM " + part + " WHERE symbol = ?", symbol.value()))
                    .isEqualTo("1");
        }
    }

    @Test
    void yearsThatAreGoneStayGone() throws SQLException {
        database.run("UPDATE rolled_month SET kept_from = '1998-01-01'");

        assertThat(store(Resolution.DAY, List.of(day(FIRST, 10)))).isFalse();
    }

    /** Raw days over a split that was never carried out here: they are told in the shares of the window's end. */
    @Test
    void splitThatAProviderKnowsOfAdjustsWhatIsShownAndNotWhatIsStored() throws SQLException {
        Split split = new Split(SECOND, new ShareRatio(4, 1));
        await(past.store(
                new FetchedPast(
                        symbol,
                        Resolution.DAY,
                        "test",
                        List.of(day(FIRST, 400), day(SECOND, 100)),
                        List.of(split, split),
                        List.of()),
                NOW));

        assertThat(closes(adjusted.days(symbol, Window.week(AsOf.day(SECOND), ZoneOffset.UTC), MOST)))
                .containsExactly("1997-01-30T00:00:00Z 100", "1997-01-31T00:00:00Z 100");
        assertThat(closes(adjusted.days(symbol, Window.week(AsOf.day(FIRST), ZoneOffset.UTC), MOST)))
                .containsExactly("1997-01-30T00:00:00Z 400");
        assertThat(database.column("SELECT close::int FROM asset_day WHERE symbol = ? ORDER BY day", symbol.value()))
                .containsExactly("400", "100");
    }

    /** The note of the last days moves on with them. */
    @Test
    void noteOfDaysThatMayStillComeTakesThePlaceOfTheOneBefore() throws SQLException {
        Optional<Instant> again = Optional.of(NOW.plus(Duration.ofHours(1)));
        store(Resolution.DAY, List.of(), new AskedDates(FIRST, SECOND, again));

        store(
                Resolution.DAY,
                List.of(),
                new AskedDates(FIRST, FIRST, Optional.empty()),
                new AskedDates(SECOND, THIRD, again));

        assertThat(database.column(
                        "SELECT first_day || ' ' || last_day FROM past_asked WHERE symbol = ? ORDER BY 1",
                        symbol.value()))
                .containsExactly(FIRST + " " + FIRST, SECOND + " " + THIRD);
    }

    @Test
    void noteOfMinutesThatAreNotKeptAnyMoreGoes() throws SQLException {
        LocalDate old = LocalDate.of(1996, 11, 30);
        store(Resolution.MINUTE, List.of(), new AskedDates(old, old, Optional.empty()));
        store(Resolution.DAY, List.of(), new AskedDates(old, old, Optional.empty()));

        store(Resolution.MINUTE, List.of(), new AskedDates(FIRST, FIRST, Optional.empty()));

        assertThat(database.column(
                        "SELECT resolution || ' ' || first_day FROM past_asked WHERE symbol = ? ORDER BY 1",
                        symbol.value()))
                .isEqualTo(Stream.of("DAY 1996-11-30", "MINUTE 1997-01-30").toList());
    }
}
