package io.papertrader.master.asset;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Forecast;
import io.papertrader.codec.message.AssetReply.Prediction;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.AssetReply.QuotePage;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetValueAllTime;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.GetAssetValueDay;
import io.papertrader.codec.message.AssetRequest.GetAssetValueMonth;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePredicted;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.AssetRequest.GetAssetValueYear;
import io.papertrader.codec.message.AssetRequest.GetForecast;
import io.papertrader.codec.message.AssetRequest.GetQuote;
import io.papertrader.codec.message.AssetRequest.GetQuotePage;
import io.papertrader.codec.message.Bar;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.PastChanged;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.MasterResource;
import io.papertrader.master.replay.Recorded;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers about assets, against the recorded days of the history, counted here another way. */
@QuarkusTest
class SeriesTest {
    private static final AssetSymbol KO = new AssetSymbol("KO");
    private static final Map<LocalDate, Asset> DAYS = Recorded.days(KO);

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Database database;

    @Inject
    Event<LinkEvent> pushes;

    @BeforeEach
    void update() {
        updates.next();
    }

    @Test
    void dayIsTheUpdateOfThatDay() {
        assertThat(bars(new GetAssetValueDay(KO, AsOf.parse("2013-06-10"))))
                .containsExactly(bar(List.of(LocalDate.parse("2013-06-10")), close(LocalDate.parse("2013-06-10"))));
    }

    @ParameterizedTest
    @CsvSource({
        "2013-06-11T19:59:59.999Z, 2013-06-10",
        "2013-06-11T20:00:00Z, 2013-06-11",
        "2013-06-12T19:59:59.999Z, 2013-06-11",
    })
    void momentTakesTheUpdateOfThe24HoursBeforeIt(String moment, LocalDate day) {
        assertThat(bars(new GetAssetValueDay(KO, AsOf.parse(moment))))
                .extracting(Bar::time)
                .containsExactly(close(day));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2013-06-08", "2013-02-07", "1800-01-01", "2999-12-31"})
    void dayWithoutUpdatesIsAnEmptySeries(String date) {
        assertThat(bars(new GetAssetValueDay(KO, AsOf.parse(date)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2013-06-14, 2013-06-08, 2013-06-14",
        "2013-06-16, 2013-06-10, 2013-06-16",
        "2013-02-10, 2013-02-04, 2013-02-10",
        "2013-07-05, 2013-06-29, 2013-07-05",
    })
    void weekIsABarADay(String date, LocalDate first, LocalDate last) {
        assertThat(bars(new GetAssetValueWeek(KO, AsOf.parse(date)))).isEqualTo(daily(first, last));
    }

    @ParameterizedTest
    @CsvSource({
        "2013-06-14, 2013-05-15, 2013-06-14",
        "2013-05-31, 2013-05-01, 2013-05-31",
        "2014-01-01, 2013-12-02, 2014-01-01",
    })
    void monthIsABarADay(String date, LocalDate first, LocalDate last) {
        List<Bar> expected = daily(first, last);

        assertThat(bars(new GetAssetValueMonth(KO, AsOf.parse(date)))).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(18);
    }

    @ParameterizedTest
    @CsvSource({
        "2014-02-28, 2013-03-01, 2014-02-28",
        "2014-03-14, 2013-04-01, 2014-03-14",
        "2013-03-31, 2012-04-01, 2013-03-31",
    })
    void yearIsABarAMonth(String date, LocalDate first, LocalDate last) {
        assertThat(bars(new GetAssetValueYear(KO, AsOf.parse(date)))).isEqualTo(monthly(first, last));
    }

    @Test
    void yearThatEndsAtAMomentEndsBeforeLaterUpdatesOfThatDay() {
        List<Bar> bars = bars(new GetAssetValueYear(KO, AsOf.parse("2013-06-14T19:59:59Z")));

        assertThat(bars).isEqualTo(monthly(LocalDate.parse("2012-07-01"), LocalDate.parse("2013-06-13")));
    }

    @Test
    void allTimeIsABarAMonthFromTheFirstUpdateOn() {
        List<Bar> bars = bars(new GetAssetValueAllTime(KO));

        List<Bar> history = monthly(LocalDate.parse("2013-02-01"), LocalDate.parse("2014-03-31"));
        assertThat(bars).startsWith(history.toArray(Bar[]::new));
        assertThat(bars).extracting(Bar::time).isSorted();
    }

    @Test
    void currentValueIsTheLatestClose() {
        AssetInfo info = (AssetInfo) desk.ask(new GetAssetInfo(KO));

        assertThat(info.name()).isEqualTo("Coca-Cola Company");
        assertThat(info.currency()).isEqualTo("USD");
        assertThat(desk.ask(new GetAssetValueCurrent(KO)))
                .isEqualTo(new AssetValue(KO, info.asset().close(), info.time()));
        assertThat(((AssetList) desk.ask(new GetAssetList())).assets())
                .contains(info)
                .extracting(listed -> listed.asset().symbol())
                .doesNotContain(new AssetSymbol(MasterResource.FOREIGN));
    }

    @Test
    void forecastsAStepForEachTradingDayUpToTheDate() {
        AssetInfo latest = (AssetInfo) desk.ask(new GetAssetInfo(KO));
        LocalDate today = LocalDate.ofInstant(latest.time(), ZoneOffset.UTC);
        AsOf end = AsOf.day(today.plusDays(30));

        Forecast forecast = (Forecast) desk.ask(new GetForecast(KO, end));

        assertThat(forecast.steps())
                .extracting(step -> LocalDate.ofInstant(step.time(), ZoneOffset.UTC))
                .isEqualTo(today.plusDays(1)
                        .datesUntil(today.plusDays(31))
                        .filter(DAYS::containsKey)
                        .toList());
        for (Prediction.Step step : forecast.steps()) {
            assertThat(step.low()).isGreaterThan(Money.ZERO).isLessThan(step.expected());
            assertThat(step.expected()).isLessThan(step.high());
        }
        assertThat(forecast.bandsTried()).isPositive();
        assertThat(forecast.bandsHeld()).isBetween(forecast.bandsTried() / 2, forecast.bandsTried());
        assertThat(desk.ask(new GetAssetValuePredicted(KO, end))).isEqualTo(new Prediction(forecast.steps()));
    }

    @Test
    void refusesAForecastUntilADayBeforeTheNextTradingDay() {
        AssetInfo latest = (AssetInfo) desk.ask(new GetAssetInfo(KO));
        while (LocalDate.ofInstant(latest.time(), ZoneOffset.UTC).getDayOfWeek() != DayOfWeek.FRIDAY) {
            updates.next();
            latest = (AssetInfo) desk.ask(new GetAssetInfo(KO));
        }
        LocalDate saturday = LocalDate.ofInstant(latest.time(), ZoneOffset.UTC).plusDays(1);

        assertFailure(desk.ask(new GetForecast(KO, AsOf.day(saturday))), DataFail.class, FailCode.BAD_ARGUMENT);
        assertThat(((Forecast) desk.ask(new GetForecast(KO, AsOf.day(saturday.plusDays(4))))).steps())
                .isNotEmpty();
    }

    /** Of an asset whose latest value stays, as on a weekend. */
    @Test
    void forecastOfAnAssetWhosePastHasBecomeAnotherIsMadeAnew() throws SQLException {
        AssetSymbol asset = new AssetSymbol("SBUX");
        AssetInfo latest = (AssetInfo) desk.ask(new GetAssetInfo(asset));
        GetForecast request = new GetForecast(
                asset,
                AsOf.day(LocalDate.ofInstant(latest.time(), ZoneOffset.UTC).plusDays(7)));
        Reply before = desk.ask(request);
        database.run(
                "UPDATE asset_day SET close = 2 * close, high = 2 * high WHERE symbol = 'SBUX' AND day < '2013-06-01'");
        assertThat(desk.ask(request)).isEqualTo(before);

        pushes.fire(new PastChanged(List.of(asset)));

        assertThat(desk.ask(request)).isInstanceOf(Forecast.class).isNotEqualTo(before);
    }

    @Test
    void namesTheSourceOfEveryQuote() {
        Quote quote = (Quote) desk.ask(new GetQuote(KO));

        assertThat(quote.source())
                .isEqualTo("replay of " + LocalDate.ofInstant(quote.time(), ZoneId.of("America/New_York")));
        assertThat(((QuotePage) desk.ask(new GetQuotePage(Cursor.START))).quotes())
                .contains(quote);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -400, 367, 100_000})
    void refusesPredictionOfADateThatIsPastOrTooFar(int days) {
        AssetInfo latest = (AssetInfo) desk.ask(new GetAssetInfo(KO));
        LocalDate end = LocalDate.ofInstant(latest.time(), ZoneOffset.UTC).plusDays(days);

        assertFailure(desk.ask(new GetAssetValuePredicted(KO, AsOf.day(end))), DataFail.class, FailCode.BAD_ARGUMENT);
    }

    @Test
    void predictsAsFarAsConfiguredAndNoFurther() {
        AssetInfo latest = (AssetInfo) desk.ask(new GetAssetInfo(KO));
        LocalDate end = LocalDate.ofInstant(latest.time(), ZoneOffset.UTC).plusDays(366);

        assertThat(((Prediction) desk.ask(new GetAssetValuePredicted(KO, AsOf.day(end)))).steps())
                .hasSizeBetween(250, 262);
    }

    static Stream<Function<AssetSymbol, AssetRequest>> everyRequest() {
        AsOf date = AsOf.parse("2013-06-10");
        return Stream.of(
                GetAssetInfo::new,
                GetQuote::new,
                GetAssetValueCurrent::new,
                GetAssetValueAllTime::new,
                symbol -> new GetAssetValueDay(symbol, date),
                symbol -> new GetAssetValueWeek(symbol, date),
                symbol -> new GetAssetValueMonth(symbol, date),
                symbol -> new GetAssetValueYear(symbol, date),
                symbol -> new GetAssetValuePredicted(symbol, date),
                symbol -> new GetForecast(symbol, date));
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void refusesAssetThatIsNotOnTheList(Function<AssetSymbol, AssetRequest> request) {
        assertFailure(desk.ask(request.apply(new AssetSymbol("NOPE"))), DataFail.class, FailCode.UNKNOWN_ASSET);
    }

    @Test
    void saysWhereAListedAssetHasNoValue() {
        AssetSymbol foreign = new AssetSymbol(MasterResource.FOREIGN);

        assertFailure(desk.ask(new GetAssetInfo(foreign)), DataFail.class, FailCode.MARKET_DATA_STALE);
        assertFailure(desk.ask(new GetAssetValueCurrent(foreign)), DataFail.class, FailCode.MARKET_DATA_STALE);
        assertFailure(
                desk.ask(new GetAssetValuePredicted(foreign, AsOf.parse("2014-12-31"))),
                DataFail.class,
                FailCode.MARKET_DATA_STALE);
        assertThat(((Series) desk.ask(new GetAssetValueAllTime(foreign))).bars())
                .isEmpty();
    }

    private List<Bar> bars(AssetRequest request) {
        Series series = (Series) desk.ask(request);
        assertThat(series.symbol()).isEqualTo(KO);
        return series.bars();
    }

    private static List<Bar> daily(LocalDate first, LocalDate last) {
        return recorded(first, last).map(day -> bar(List.of(day), start(day))).toList();
    }

    private static List<Bar> monthly(LocalDate first, LocalDate last) {
        Map<LocalDate, List<LocalDate>> months = recorded(first, last)
                .collect(Collectors.groupingBy(day -> day.withDayOfMonth(1), TreeMap::new, Collectors.toList()));
        return months.entrySet().stream()
                .map(month -> bar(month.getValue(), start(month.getKey())))
                .toList();
    }

    private static Stream<LocalDate> recorded(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1)).filter(DAYS::containsKey);
    }

    private static Bar bar(List<LocalDate> days, Instant time) {
        List<Asset> values = days.stream().map(DAYS::get).toList();
        return new Bar(
                time,
                values.getFirst().open(),
                values.stream().map(Asset::high).max(Money::compareTo).orElseThrow(),
                values.stream().map(Asset::low).min(Money::compareTo).orElseThrow(),
                values.getLast().close(),
                values.stream().map(Asset::volume).reduce(Quantity.ZERO, Quantity::plus));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant close(LocalDate day) {
        return day.atTime(LocalTime.of(16, 0))
                .atZone(ZoneId.of("America/New_York"))
                .toInstant();
    }
}
