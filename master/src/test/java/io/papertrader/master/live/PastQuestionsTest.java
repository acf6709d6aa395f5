package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.calendar.ExchangeCalendar;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.Database;
import io.papertrader.master.asset.AskedDatesRepository;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.PastRepository;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Renamings.Follower;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Settings;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions about the past, against stand-ins of Kraken and Binance, in 1995, of pairs that nothing else uses. */
@QuarkusTest
class PastQuestionsTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate TODAY = LocalDate.of(1995, 6, 20);
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);

    @Inject
    PastRepository past;

    @Inject
    AskedDatesRepository asked;

    @Inject
    Database database;

    private final String coin = "PAST" + NUMBERS.incrementAndGet();
    private final AssetSymbol symbol = new AssetSymbol(coin + "-USD");
    private final AssetSymbol old = new AssetSymbol("OLD" + coin + "-USD");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<AssetSymbol> news = new CopyOnWriteArrayList<>();
    private Instant now = TODAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
    private final StandIn kraken = new StandIn();
    private final StandIn binance = new StandIn();
    private List<CorporateAction> actions = List.of();
    private PastQuestions questions;

    @BeforeEach
    void start() throws SQLException {
        questions = questions(100);
        database.run("UPDATE rolled_month SET before = '-infinity', kept_from = '-infinity'");
        kraken.json(
                "/0/public/AssetPairs",
                "{\"error\": [], \"result\": {\"PAIR\": {\"wsname\": \"%s/USD\"}}}".formatted(coin));
        binance.json("/api/v3/ticker/price", "[{\"symbol\": \"%sUSDT\", \"price\": \"1\"}]".formatted(coin));
        krakenTells(LocalDate.of(1995, 1, 1), TODAY);
        binanceTells(LocalDate.of(1993, 1, 1), LocalDate.of(1993, 12, 31), Duration.ofDays(1));
    }

    @AfterEach
    void stop() {
        kraken.close();
        binance.close();
    }

    /** As after a restart: what is known is in the database. */
    private PastQuestions questions(int callsAnHour) {
        return ofClass(
                AssetClass.CRYPTO,
                new AlwaysOpen(),
                List.of(symbol, old),
                new Kraken(kraken.web(callsAnHour, () -> now)),
                new Binance(binance.web(callsAnHour, () -> now), "USDT"));
    }

    private PastQuestions ofClass(
            AssetClass ofClass, TradingCalendar hours, List<AssetSymbol> listed, LiveProvider... providers) {
        Doubts doubts = new Doubts(new BigDecimal("20"));
        LiveClass live = new LiveClass(
                ofClass,
                List.of(providers),
                listed,
                new LiveClass.Rules(
                        new Failover(
                                Stream.of(providers).map(LiveProvider::name).toList(), 3, Duration.ofMinutes(5), now),
                        doubts,
                        new Judge(doubts, hours, new KnownSplits(asset -> List.of())),
                        new Thrift(ofClass, listed, asset -> true, Duration.ofMinutes(1)),
                        StandIn.PATIENCE),
                new Troubles(metrics),
                metrics,
                () -> now);
        PastDates dates = new PastDates(hours, hours.zone(), Settings.builtIn());
        Followers followers = (asset, behind) -> Uni.createFrom().item(follower(asset));
        BarJudge judge = new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH));
        PastSources sources = new PastSources(
                live,
                dates,
                judge,
                new ChangesOfMind(past, judge),
                new SignsOfLife(past, followers, new Delistings(asset -> actions)),
                followers,
                () -> now);
        return new PastQuestions(dates, sources, asked, past, followers, news::addAll, () -> now);
    }

    /** The old symbol became the new one in March. */
    private Optional<Follower> follower(AssetSymbol asset) {
        return asset.equals(old) ? Optional.of(new Follower(symbol, LocalDate.of(1995, 3, 1))) : Optional.empty();
    }

    private void krakenTells(LocalDate first, LocalDate last) {
        kraken.json("/0/public/OHLC", krakenBars(first, last));
    }

    private static String krakenBars(LocalDate first, LocalDate last) {
        return first.datesUntil(last.plusDays(1))
                .map(date -> "[%d, \"2\", \"3\", \"1\", \"2\", \"2\", \"5\", 1]"
                        .formatted(date.atStartOfDay(ZoneOffset.UTC).toEpochSecond()))
                .collect(Collectors.joining(",", "{\"error\": [], \"result\": {\"PAIR\": [", "]}}"));
    }

    private void binanceTells(LocalDate first, LocalDate last, Duration length) {
        long from = first.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        long bars = Duration.between(first.atStartOfDay(), last.plusDays(1).atStartOfDay())
                .dividedBy(length);
        binance.json(
                "/api/v3/klines",
                IntStream.range(0, (int) Math.min(bars, 999))
                        .mapToObj(bar -> "[%d, \"2\", \"3\", \"1\", \"2\", \"5\", %d]"
                                .formatted(from + bar * length.toMillis(), from + (bar + 1) * length.toMillis() - 1))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private Uni<Void> asking(Resolution resolution, String first, String last) {
        return questions.cover(symbol, resolution, LocalDate.parse(first), LocalDate.parse(last));
    }

    private void ask(Resolution resolution, String first, String last) {
        asking(resolution, first, last).await().atMost(Duration.ofSeconds(20));
    }

    private static long histories(StandIn provider) {
        return provider.asked().stream()
                .filter(asked -> asked.contains("OHLC") || asked.contains("klines"))
                .count();
    }

    private List<String> days() throws SQLException {
        return database.column("SELECT day::text FROM asset_day WHERE symbol = ? ORDER BY day", symbol.value());
    }

    @Test
    void asksOnceForAWindowAlsoAfterARestart() throws SQLException {
        ask(Resolution.DAY, "1995-05-01", "1995-05-07");

        assertThat(days())
                .as("its whole year, without the day that goes on")
                .hasSize(170)
                .startsWith("1995-01-01")
                .endsWith("1995-06-19");
        assertThat(news).containsExactly(symbol);
        ask(Resolution.DAY, "1995-05-01", "1995-05-07");
        ask(Resolution.DAY, "1995-02-01", "1995-03-07");
        questions = questions(100);
        ask(Resolution.DAY, "1995-05-01", "1995-05-07");
        assertThat(histories(kraken)).isEqualTo(1);
        assertThat(histories(binance)).isZero();
        assertThat(questions.due()).isEmpty();
    }

    /** A night filled the first of March, when Kraken told of a close of 5. */
    @Test
    void namesAChangeOfMindThatComesWithAnAnswer() throws SQLException {
        database.run("""
                INSERT INTO asset_day (symbol, day, open, high, low, close, volume, close_time, source, update_number)
                VALUES (?, DATE '1995-03-01', 5, 5, 5, 5, 1, TIMESTAMPTZ '1995-03-01 23:59:59.999Z', 'kraken', 0)
                """, symbol.value());

        ask(Resolution.DAY, "1995-05-01", "1995-05-07");

        assertThat(days()).hasSize(170);
        assertThat(database.one(
                        "SELECT close::numeric(9, 1) FROM asset_day WHERE symbol = ? AND day = DATE '1995-03-01'",
                        symbol.value()))
                .isEqualTo("5.0");
        assertThat(metrics.counter("papertrader.bars.refused", "provider", "kraken")
                        .count())
                .isEqualTo(1);
    }

    /** A stored close that is too large for an amount, with which nothing can be compared. */
    @Test
    void databaseThatFailsBehindAnAnswerIsNotTheProvidersFault() throws SQLException {
        database.run("""
                INSERT INTO asset_day (symbol, day, open, high, low, close, volume, close_time, source, update_number)
                VALUES (?, DATE '1995-03-01', 5, 5, 5, 1e30, 1, TIMESTAMPTZ '1995-03-01 23:59:59.999Z', 'kraken', 0)
                """, symbol.value());

        ask(Resolution.DAY, "1995-05-01", "1995-05-07");

        database.run("DELETE FROM asset_day WHERE symbol = ? AND close = 1e30", symbol.value());
        assertThat(days()).hasSize(169);
        assertThat(histories(kraken)).isEqualTo(1);
        assertThat(histories(binance)).isZero();
    }

    @Test
    void asksOnceHoweverManyAskAtOnce() {
        List<CompletableFuture<Void>> asked = Stream.generate(() -> asking(Resolution.DAY, "1995-05-01", "1995-05-07")
                        .subscribeAsCompletionStage()
                        .toCompletableFuture())
                .limit(20)
                .toList();

        asked.forEach(CompletableFuture::join);

        assertThat(histories(kraken)).isEqualTo(1);
        assertThat(news).hasSize(1);
    }

    @Test
    void remembersThatThereIsNothing() {
        krakenTells(TODAY, TODAY);
        binanceTells(TODAY, TODAY, Duration.ofDays(1));

        ask(Resolution.DAY, "1994-05-01", "1994-05-07");
        questions = questions(100);
        ask(Resolution.DAY, "1994-05-01", "1994-05-07");

        assertThat(histories(kraken) + histories(binance)).isEqualTo(1);
        assertThat(news).isEmpty();
    }

    @Test
    void asksAgainAfterAnHourForADayThatSeemsToBeLate() throws SQLException {
        krakenTells(LocalDate.of(1995, 1, 1), YESTERDAY.minusDays(1));
        ask(Resolution.DAY, "1995-06-13", YESTERDAY.toString());
        assertThat(days()).endsWith("1995-06-18");
        krakenTells(LocalDate.of(1995, 1, 1), TODAY);

        // Also a master that is started meanwhile knows it.
        questions = questions(100);
        now = now.plus(PastDates.AGAIN_AFTER).minusSeconds(1);
        ask(Resolution.DAY, "1995-06-13", YESTERDAY.toString());
        assertThat(questions.due()).isEmpty();
        assertThat(histories(kraken)).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(questions.due()).as("workers ask again").containsExactly(symbol);
        ask(Resolution.DAY, "1995-06-13", YESTERDAY.toString());

        assertThat(days()).endsWith("1995-06-19");
        assertThat(histories(kraken)).isEqualTo(2);
        assertThat(kraken.asked().getLast())
                .as("for that day alone")
                .contains("since="
                        + YESTERDAY.minusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        assertThat(questions.due()).isEmpty();
    }

    @Test
    void asksAnotherProviderForWhatTheOneThatServesDoesNotReach() throws SQLException {
        ask(Resolution.DAY, "1993-03-01", "1993-03-07");

        assertThat(histories(kraken)).isZero();
        assertThat(days()).hasSize(365).startsWith("1993-01-01");
    }

    @Test
    void fetchesTheMinutesOfADayThatWasNotSeen() throws SQLException {
        binanceTells(YESTERDAY, YESTERDAY, Duration.ofMinutes(2));

        ask(Resolution.MINUTE, YESTERDAY.toString(), TODAY.toString());
        ask(Resolution.MINUTE, YESTERDAY.toString(), TODAY.toString());

        assertThat(database.one("SELECT count(*) FROM asset_minute WHERE symbol = ?", symbol.value()))
                .isEqualTo("720");
        assertThat(histories(binance)).isEqualTo(1);
    }

    @Test
    void takesWhatANearerProviderHasWhereTheOtherFails() throws SQLException {
        binance.page("/api/v3/klines", response -> StandIn.send(response, 451, "application/json", "{}"));
        krakenTells(LocalDate.of(1993, 1, 1), TODAY);

        ask(Resolution.DAY, "1993-03-01", "1995-03-07");

        assertThat(days()).as("its last 719").startsWith("1993-07-02").endsWith("1995-06-19");
        now = now.plus(PastDates.AGAIN_AFTER);
        assertThat(questions.due()).as("for the rest").containsExactly(symbol);
    }

    @Test
    void restsLongerAndLongerWhereNobodyAnswers() throws SQLException {
        kraken.page("/0/public/OHLC", PastQuestionsTest::html);
        binance.page("/api/v3/klines", PastQuestionsTest::html);
        ask(Resolution.DAY, "1995-05-01", "1995-05-07");
        ask(Resolution.DAY, "1995-05-01", "1995-05-07");
        assertThat(histories(kraken)).isEqualTo(1);
        assertThat(days()).isEmpty();
        now = now.plus(PastQuestions.SHORTEST_PAUSE);
        assertThat(questions.due()).containsExactly(symbol);
        ask(Resolution.DAY, "1995-05-01", "1995-05-07");
        assertThat(histories(kraken)).isEqualTo(2);
        krakenTells(LocalDate.of(1995, 1, 1), TODAY);

        now = now.plus(PastQuestions.SHORTEST_PAUSE);
        assertThat(questions.due()).isEmpty();
        now = now.plus(PastQuestions.SHORTEST_PAUSE);
        assertThat(questions.due()).containsExactly(symbol);
        ask(Resolution.DAY, "1995-05-01", "1995-05-07");

        assertThat(days()).hasSize(170);
    }

    private static void html(HttpServerResponse response) {
        StandIn.send(response, 200, "text/html", "<html>Please wait</html>");
    }

    @Test
    void leavesHalfOfTheCallsForValuesOfNow() {
        questions = questions(4);
        ask(Resolution.DAY, "1995-05-01", "1995-05-07");

        ask(Resolution.DAY, "1994-05-01", "1994-05-07");

        assertThat(histories(kraken)).isEqualTo(1);
        assertThat(histories(binance)).as("the other has calls left").isEqualTo(1);
    }

    @Test
    void storesNoBarThatIsNone() throws SQLException {
        String midnight = "%d".formatted(YESTERDAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        String before = "%d"
                .formatted(YESTERDAY.minusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond());
        kraken.json("/0/public/OHLC", """
                {"error": [], "result": {"PAIR": [
                  [BEFORE, "2", "3", "1", "NaN", "2", "5", 1],
                  [BEFORE, "2", "3", "1", "2.5", "2", "5", 1],
                  [BEFORE, "2", "3", "1", "2", "2", "5", 1],
                  [LAST, "2", "3", "1", "4", "2", "5", 1]]}}
                """.replace("BEFORE", before).replace("LAST", midnight));

        ask(Resolution.DAY, "1995-06-18", "1995-06-19");

        assertThat(database.column(
                        "SELECT day || ' ' || close::numeric(9, 1) FROM asset_day WHERE symbol = ?", symbol.value()))
                .containsExactly("1995-06-18 2.5");
        assertThat(metrics.counter("papertrader.bars.refused", "provider", "kraken")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void asksForThePastOfAFormerSymbolByThatOfNow() throws SQLException {
        Uni<Void> asking = Uni.createFrom()
                .deferred(
                        () -> questions.cover(old, Resolution.DAY, LocalDate.of(1995, 1, 1), LocalDate.of(1995, 3, 7)));

        asking.await().atMost(Duration.ofSeconds(20));

        assertThat(database.column("SELECT day::text FROM asset_day WHERE symbol = ? ORDER BY day", old.value()))
                .as("none since it has another symbol")
                .hasSize(59)
                .startsWith("1995-01-01")
                .endsWith("1995-02-28");
        assertThat(days()).as("of the new symbol").isEmpty();
        assertThat(news).as("charts of the new symbol go back to it").containsExactly(old, symbol);
        questions = questions(100);
        asking.await().atMost(Duration.ofSeconds(20));
        assertThat(histories(kraken)).isEqualTo(1);
    }

    /** WM was Washington Mutual, then nobody's for a year, and is Waste Management since. */
    @Test
    void takesNoDaysOfACompanyThatHadTheSymbolBefore() throws SQLException {
        assertThat(daysOfShare("1993-01-04", "1993-06-30", "1994-06-30", "1994-12-01", "1995-05-01"))
                .isEmpty();
    }

    @Test
    void takesTheDaysOfAShareThatIsTradedEverSince() throws SQLException {
        assertThat(daysOfShare("1993-01-04", "1993-06-30", "1993-12-01", "1994-05-02", "1994-10-03", "1995-03-01"))
                .containsExactly("1993-01-04", "1993-06-30", "1993-12-01");
    }

    /** Nothing of it was stored, and nothing ever comes behind its last day. */
    @Test
    void takesTheDaysOfAShareThatIsKnownToHaveBeenDelisted() throws SQLException {
        AssetSymbol share = new AssetSymbol("WM" + coin);
        actions = List.of(new CorporateAction(
                new ActionId("delisted"), share, LocalDate.of(1993, 7, 1), new Change.Delisting(Optional.empty())));

        assertThat(daysOfShare("1993-01-04", "1993-06-30")).containsExactly("1993-01-04", "1993-06-30");
    }

    @Test
    void takesTheDaysOfAShareThatWillBeDelistedInAYear() throws SQLException {
        AssetSymbol share = new AssetSymbol("WM" + coin);
        actions = List.of(new CorporateAction(
                new ActionId("announced"), share, TODAY.plusYears(1), new Change.Delisting(Optional.empty())));

        assertThat(daysOfShare("1993-01-04", "1993-06-30", "1993-12-01", "1994-05-02", "1994-10-03", "1995-03-01"))
                .containsExactly("1993-01-04", "1993-06-30", "1993-12-01");
    }

    @Test
    void takesNoDaysOfAShareOfWhoseEndNobodyTells() throws SQLException {
        assertThat(daysOfShare("1993-01-04", "1993-06-30")).isEmpty();
    }

    /** Those of 1993 that are stored when they were asked for, where the provider has a share's bars of some dates. */
    private List<String> daysOfShare(String... dates) throws SQLException {
        AssetSymbol share = new AssetSymbol("WM" + coin);
        try (StandIn tiingo = new StandIn()) {
            tiingo.json(
                    "/tiingo/daily/%s/prices".formatted(share.value().toLowerCase(Locale.ROOT)),
                    Stream.of(dates).map(PastQuestionsTest::barOfShare).collect(Collectors.joining(",", "[", "]")));
            List<AssetSymbol> listed = List.of(share);
            ExchangeCalendar hours = new ExchangeCalendar(
                    "XNYS", NEW_YORK, LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of());
            ofClass(AssetClass.US, hours, listed, new Tiingo(tiingo.web(100, () -> now), Duration.ZERO, true, hours))
                    .cover(share, Resolution.DAY, LocalDate.of(1993, 3, 1), LocalDate.of(1993, 3, 7))
                    .await()
                    .atMost(Duration.ofSeconds(20));

            assertThat(tiingo.asked()).singleElement().asString().contains("startDate=1993-01-01");
        }
        return database.column("SELECT day::text FROM asset_day WHERE symbol = ? ORDER BY day", share.value());
    }

    private static String barOfShare(String date) {
        return """
                {"date": "%sT00:00:00.000Z", "close": 2, "high": 3, "low": 1, "open": 1.5, "volume": 10,
                 "splitFactor": 1.0}""".formatted(date);
    }

    /** A provider takes any symbol that is listed, and says later that it has none of it. */
    @Test
    void asksByTheNewSymbolWhereTheOldOneIsNotKnownAnyMore() throws SQLException {
        kraken.json("/0/public/AssetPairs", """
                {"error": [], "result": {"OLD": {"wsname": "OLD%1$s/USD"}, "PAIR": {"wsname": "%1$s/USD"}}}
                """.formatted(coin));
        kraken.page("/0/public/OHLC", response -> {
            krakenTells(LocalDate.of(1995, 1, 1), TODAY);
            StandIn.send(response, 404, "application/json", "{}");
        });

        questions
                .cover(old, Resolution.DAY, LocalDate.of(1995, 1, 1), LocalDate.of(1995, 3, 7))
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(kraken.asked().getLast()).contains("pair=PAIR");
        assertThat(database.one("SELECT count(*) FROM asset_day WHERE symbol = ?", old.value()))
                .isEqualTo("59");
    }

    @Test
    void asksAgainForChartsOfTheNewSymbolToo() {
        kraken.page("/0/public/OHLC", PastQuestionsTest::html);
        binance.page("/api/v3/klines", PastQuestionsTest::html);
        questions
                .cover(old, Resolution.DAY, LocalDate.of(1995, 1, 1), LocalDate.of(1995, 3, 7))
                .await()
                .atMost(Duration.ofSeconds(20));

        now = now.plus(PastQuestions.SHORTEST_PAUSE);

        assertThat(questions.due()).containsExactlyInAnyOrder(old, symbol);
    }

    /** Its askers go on after two seconds; what it brings in the end is kept. */
    @Test
    void fetchGoesOnWhenNobodyWaitsForItAnyMore() throws Exception {
        CompletableFuture<HttpServerResponse> asked = new CompletableFuture<>();
        kraken.page("/0/public/OHLC", asked::complete);
        CompletableFuture<Void> first =
                asking(Resolution.DAY, "1995-05-01", "1995-05-07").subscribeAsCompletionStage();
        HttpServerResponse response = asked.get(60, TimeUnit.SECONDS);
        first.cancel(true);

        CompletableFuture<Void> second =
                asking(Resolution.DAY, "1995-05-01", "1995-05-07").subscribeAsCompletionStage();
        StandIn.send(response, 200, "application/json", krakenBars(LocalDate.of(1995, 1, 1), TODAY));
        second.get(60, TimeUnit.SECONDS);

        assertThat(days()).hasSize(170);
        assertThat(histories(kraken)).isEqualTo(1);
    }
}
