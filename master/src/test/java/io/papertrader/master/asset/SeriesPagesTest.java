package io.papertrader.master.asset;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetReply.SeriesPage;
import io.papertrader.codec.message.AssetRequest.GetAssetValueAllTime;
import io.papertrader.codec.message.AssetRequest.GetAssetValueDay;
import io.papertrader.codec.message.AssetRequest.GetAssetValueMonth;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePage;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.AssetRequest.GetAssetValueYear;
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.SeriesWindow;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of more values than a page holds: values of long ago of an asset that no other test looks at. */
@QuarkusTest
class SeriesPagesTest {
    private static final AssetSymbol PFE = new AssetSymbol("PFE");
    private static final AsOf BUSY_DAY = AsOf.parse("1990-01-01");
    private static final Instant OPENING = Instant.parse("1990-01-01T05:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(50);
    private static final int STEPS = 1_728;
    private static final int MONTHS = 1_000;

    private static final String INSERT = """
            INSERT INTO asset_value (symbol, value_time, open, high, low, close, volume, source)
            SELECT 'PFE', value_time, 1, 2, 1, 1.5, 10, 'test'
            FROM generate_series(?, ?, ?::interval) AS value_time
            ON CONFLICT DO NOTHING
            """;

    private static final String INSERT_DAYS = """
            INSERT INTO asset_day (symbol, day, open, high, low, close, volume, close_time, source, update_number)
            SELECT 'PFE', value_time::date, 1, 2, 1, 1.5, 10, value_time, 'test', 0
            FROM (
                SELECT generate_series('1890-01-15 12:00Z', '1973-04-15 12:00Z', INTERVAL '1 month') AS value_time
                UNION ALL
                SELECT '1990-01-01 12:00Z'
            ) AS told
            ON CONFLICT DO NOTHING
            """;

    @Inject
    Database database;

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @BeforeEach
    void storeMuch() throws SQLException {
        updates.next();
        store("1990-01-01T05:00:00Z", "1990-01-02T04:59:59Z", "50 seconds");
        database.run(INSERT_DAYS);
        database.run("UPDATE rolled_month SET before = '-infinity'");
    }

    private void store(String from, String to, String step) throws SQLException {
        database.run(INSERT, OffsetDateTime.parse(from), OffsetDateTime.parse(to), step);
    }

    private SeriesPage page(SeriesWindow window, Optional<AsOf> date, Cursor after) {
        return (SeriesPage) desk.ask(new GetAssetValuePage(PFE, window, date, after));
    }

    private List<Bar> joined(SeriesWindow window, Optional<AsOf> date) {
        List<Bar> bars = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            SeriesPage page = page(window, date, next.get());
            assertThat(page.series().bars()).hasSizeLessThanOrEqualTo(Series.PAGE);
            bars.addAll(page.series().bars());
            next = page.next();
        }
        return bars;
    }

    @Test
    void joinsToEveryUpdateOfTheDay() {
        assertThat(joined(SeriesWindow.DAY, Optional.of(BUSY_DAY)))
                .extracting(Bar::time)
                .isEqualTo(IntStream.range(0, STEPS)
                        .mapToObj(step -> OPENING.plus(STEP.multipliedBy(step)))
                        .toList());
    }

    @Test
    void joinsToEveryMonthThatIsStored() {
        List<Instant> times = joined(SeriesWindow.ALL, Optional.empty()).stream()
                .map(Bar::time)
                .toList();

        List<Instant> first = IntStream.range(0, MONTHS)
                .mapToObj(month -> OffsetDateTime.of(1890, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
                        .plusMonths(month)
                        .toInstant())
                .toList();
        assertThat(times).startsWith(first.toArray(Instant[]::new)).doesNotHaveDuplicates();
        assertThat(times).contains(Instant.parse("1990-01-01T00:00:00Z")).isSorted();
    }

    static Stream<Arguments> plainRequests() {
        AsOf moment = AsOf.parse("1990-01-01T12:34:56Z");
        return Stream.of(
                Arguments.of(new GetAssetValueDay(PFE, BUSY_DAY), SeriesWindow.DAY, Optional.of(BUSY_DAY)),
                Arguments.of(new GetAssetValueDay(PFE, moment), SeriesWindow.DAY, Optional.of(moment)),
                Arguments.of(new GetAssetValueWeek(PFE, moment), SeriesWindow.WEEK, Optional.of(moment)),
                Arguments.of(new GetAssetValueMonth(PFE, BUSY_DAY), SeriesWindow.MONTH, Optional.of(BUSY_DAY)),
                Arguments.of(new GetAssetValueYear(PFE, BUSY_DAY), SeriesWindow.YEAR, Optional.of(BUSY_DAY)),
                Arguments.of(new GetAssetValueAllTime(PFE), SeriesWindow.ALL, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("plainRequests")
    void beginsWithWhatTheSpecificationsRequestAnswers(OfAsset plain, SeriesWindow window, Optional<AsOf> date) {
        Series first = (Series) desk.ask(plain);

        assertThat(page(window, date, Cursor.START).series()).isEqualTo(first);
        assertThat(first.bars()).isNotEmpty().hasSizeLessThanOrEqualTo(Series.PAGE);
        assertThat(joined(window, date)).startsWith(first.bars().toArray(Bar[]::new));
    }

    @Test
    void movesNothingWhenAValueComesWhilePagesAreRead() throws SQLException {
        SeriesPage first = page(SeriesWindow.DAY, Optional.of(BUSY_DAY), Cursor.START);

        store("1990-01-01T05:00:01Z", "1990-01-01T05:00:01Z", "1 day");
        SeriesPage second =
                page(SeriesWindow.DAY, Optional.of(BUSY_DAY), first.next().orElseThrow());
        database.run(
                "DELETE FROM asset_value WHERE symbol = ? AND value_time = ?",
                PFE.value(),
                OffsetDateTime.parse("1990-01-01T05:00:01Z"));

        assertThat(second.series().bars().getFirst().time())
                .isEqualTo(first.series().bars().getLast().time().plus(STEP));
    }

    @Test
    void isEmptyBehindTheLastBar() {
        SeriesPage page = page(
                SeriesWindow.DAY,
                Optional.of(BUSY_DAY),
                new Cursor(Long.toString(OPENING.plus(Duration.ofDays(2)).toEpochMilli())));

        assertThat(page).isEqualTo(new SeriesPage(new Series(PFE, List.of()), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "999999999999999", "AAPL", "--1", "0x10"})
    void refusesWhatIsNoCursorOfASeries(String cursor) {
        assertFailure(
                desk.ask(new GetAssetValuePage(PFE, SeriesWindow.ALL, Optional.empty(), new Cursor(cursor))),
                DataFail.class,
                FailCode.BAD_ARGUMENT);
    }

    @Test
    void refusesAssetThatIsNotOnTheList() {
        assertFailure(
                desk.ask(new GetAssetValuePage(
                        new AssetSymbol("NOPE"), SeriesWindow.ALL, Optional.empty(), Cursor.START)),
                DataFail.class,
                FailCode.UNKNOWN_ASSET);
    }
}
