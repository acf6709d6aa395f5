package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.calendar.ExchangeCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.asset.AskedDates;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PastDaysTest implements PastDays.Store {
    private static final AssetSymbol BTC = new AssetSymbol("BTC-USD");
    private static final AssetSymbol ETH = new AssetSymbol("ETH-USD");

    private static final ExchangeCalendar NEW_YORK = new ExchangeCalendar(
            "XNYS", ZoneId.of("America/New_York"), LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of());

    private final List<Sample> stored = new ArrayList<>();
    private final Map<AssetSymbol, List<AskedDates>> asked = new HashMap<>();
    private final Map<AssetSymbol, String> begins = new HashMap<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-01-02T12:00:00Z");

    /** The first of these days that the database lacks. */
    private Function<List<TradingDay>, Optional<LocalDate>> missing =
            days -> Optional.of(days.getFirst().date());

    private Optional<LocalDate> firstTold = Optional.empty();
    private final List<FetchedPast> compared = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private StandIn kraken;

    @BeforeEach
    void start() {
        kraken = new StandIn().json("/0/public/AssetPairs", """
                        {"error": [], "result": {"XXBTZUSD": {"wsname": "XBT/USD"}, "XETHZUSD": {"wsname": "ETH/USD"}}}
                        """).json("/0/public/OHLC", """
                        {"error": [], "result": {"XXBTZUSD": [
                          [1767139200, "60500", "62000", "60400", "61800", "61000", "900", 10],
                          [1767225600, "61800", "62100", "61000", "62000", "61000", "900", 10],
                          [1767312000, "62000", "64300", "61900", "64250", "63000", "400", 10]], "XETHZUSD": [], "last": 1767312000}}
                        """);
    }

    @AfterEach
    void stop() {
        kraken.close();
    }

    private LiveClass crypto(int callsAnHour) {
        return crypto(new Kraken(kraken.web(callsAnHour, () -> now)));
    }

    private LiveClass crypto(LiveProvider... providers) {
        Doubts doubts = new Doubts(new BigDecimal("20"));
        List<AssetSymbol> listed = List.of(BTC, ETH);
        return new LiveClass(
                AssetClass.CRYPTO,
                List.of(providers),
                listed,
                new LiveClass.Rules(
                        new Failover(
                                Stream.of(providers).map(LiveProvider::name).toList(), 3, Duration.ofMinutes(5), now),
                        doubts,
                        new Judge(doubts, new AlwaysOpen(), new KnownSplits(symbol -> List.of())),
                        new Thrift(AssetClass.CRYPTO, listed, symbol -> true, Duration.ofMinutes(1)),
                        StandIn.PATIENCE),
                new Troubles(metrics),
                metrics,
                () -> now);
    }

    private PastDays past() {
        return new PastDays(
                ofClass -> new AlwaysOpen(),
                this,
                new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH)),
                () -> now,
                Duration.ofMillis(1));
    }

    @Override
    public Uni<Void> days(FetchedPast past) {
        return Uni.createFrom().voidItem().invoke(done -> {
            order.add("days of " + past.asset());
            stored.addAll(past.bars());
            asked.put(past.asset(), past.asked());
        });
    }

    @Override
    public Uni<Void> begins(AssetSymbol symbol, String provider, LocalDate first) {
        return Uni.createFrom().voidItem().invoke(done -> begins.put(symbol, provider + " " + first));
    }

    @Override
    public Uni<Void> lastDays(AssetUpdate days) {
        return Uni.createFrom().voidItem().invoke(done -> stored.addAll(days.samples()));
    }

    @Override
    public Uni<Optional<LocalDate>> firstMissing(AssetSymbol symbol, String provider, List<TradingDay> days) {
        return Uni.createFrom().item(missing.apply(days));
    }

    @Override
    public Uni<Optional<LocalDate>> firstTold(AssetSymbol symbol) {
        return Uni.createFrom().item(firstTold);
    }

    @Override
    public Uni<Void> compare(FetchedPast told) {
        return Uni.createFrom().voidItem().invoke(done -> {
            order.add("comparison of " + told.asset());
            compared.add(told);
        });
    }

    private long histories() {
        return kraken.asked().stream().filter(asked -> asked.contains("OHLC")).count();
    }

    @Test
    void storesTheDaysThatHaveClosedAndNotTheOneThatGoesOn() {
        past().fill(List.of(crypto(100))).await().indefinitely();

        assertThat(stored)
                .extracting(day -> day.time().toString())
                .containsExactly("2025-12-31T23:59:59.999Z", "2026-01-01T23:59:59.999Z");
        assertThat(histories()).as("each asset once").isEqualTo(2);
    }

    @Test
    void asksForAnAssetOnceADay() {
        LiveClass crypto = crypto(100);
        PastDays past = past();
        past.fill(List.of(crypto)).await().indefinitely();

        past.fill(List.of(crypto)).await().indefinitely();
        assertThat(histories()).isEqualTo(2);
        now = now.plus(Duration.ofDays(1));
        past.fill(List.of(crypto)).await().indefinitely();
        assertThat(histories()).isEqualTo(4);
        assertThat(stored.getLast().time()).isEqualTo("2026-01-02T23:59:59.999Z");
    }

    @Test
    void asksForNothingAfterARestartWhereAllIsThere() {
        missing = days -> Optional.empty();

        past().fill(List.of(crypto(100))).await().indefinitely();

        assertThat(histories()).isZero();
    }

    @Test
    void asksAfterARestartForWhatIsMissingAndAWeekBefore() {
        missing = days -> Optional.of(LocalDate.of(2026, 1, 1));

        past().fill(List.of(crypto(100))).await().indefinitely();

        assertThat(histories()).isEqualTo(2);
        assertThat(kraken.asked().getLast())
                .contains("since=" + (Instant.parse("2025-12-25T00:00:00Z").getEpochSecond() - 86_400));
        assertThat(stored).hasSize(2);
    }

    /** Tiingo over a weekend: each share by itself at first, then all of Friday by one call on Monday. */
    @Test
    void takesTheLastDayOfAllInOneCallWhereOnlyThatIsMissing() {
        try (StandIn tiingo = new StandIn()
                .json("/tiingo/daily/ko/prices", day("ko", "2026-01-08"))
                .json("/tiingo/daily/pep/prices", day("pep", "2026-01-08"))
                .json(
                        "/tiingo/daily/prices",
                        "[" + oneDay("KO", "2026-01-09") + "," + oneDay("PEP", "2026-01-09") + "]")) {
            now = Instant.parse("2026-01-09T15:00:00Z");
            LiveClass shares = shares(tiingo);
            PastDays past = new PastDays(
                    ofClass -> NEW_YORK,
                    this,
                    new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH)),
                    () -> now,
                    Duration.ofMillis(1));
            past.fill(List.of(shares)).await().indefinitely();
            assertThat(tiingo.asked()).hasSize(2);

            now = Instant.parse("2026-01-12T15:00:00Z");
            past.fill(List.of(shares)).await().indefinitely();

            assertThat(tiingo.asked()).hasSize(3).last().isEqualTo("/tiingo/daily/prices");
            assertThat(stored)
                    .extracting(day -> day.asset().symbol() + " " + day.time())
                    .contains("KO 2026-01-09T21:00:00Z", "PEP 2026-01-09T21:00:00Z");
            past.fill(List.of(shares)).await().indefinitely();
            assertThat(tiingo.asked()).hasSize(3);
        }
    }

    /** The week before the missing Friday begins on a Friday; its note goes on from that of the week before. */
    @Test
    void notesWhatItAskedForOverAWeekend() {
        try (StandIn tiingo = new StandIn()) {
            String weekAgain = Stream.of("09", "12", "13", "14", "15", "16")
                    .map(date -> oneDay("ko", "2026-01-" + date))
                    .collect(Collectors.joining(",", "[", "]"));
            tiingo.json("/tiingo/daily/ko/prices", weekAgain);
            tiingo.json("/tiingo/daily/pep/prices", day("pep", "2026-01-15"));
            now = Instant.parse("2026-01-19T15:00:00Z");
            missing = days -> Optional.of(LocalDate.of(2026, 1, 16));
            PastDays past = new PastDays(
                    ofClass -> NEW_YORK,
                    this,
                    new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH)),
                    () -> now,
                    Duration.ofMillis(1));

            past.fill(List.of(shares(tiingo))).await().indefinitely();

            assertThat(asked.get(new AssetSymbol("KO"))).containsExactly(note("2026-01-09", "2026-01-18"));
            assertThat(asked.get(new AssetSymbol("PEP")))
                    .containsExactly(note("2026-01-09", "2026-01-11"), noteOfLate("2026-01-12", "2026-01-18"));
        }
    }

    private static AskedDates note(String first, String last) {
        return new AskedDates(LocalDate.parse(first), LocalDate.parse(last), Optional.empty());
    }

    private AskedDates noteOfLate(String first, String last) {
        return new AskedDates(
                LocalDate.parse(first), LocalDate.parse(last), Optional.of(now.plus(PastDates.AGAIN_AFTER)));
    }

    /** As of currencies, which have no rates at a weekend. */
    @Test
    void notesThatThereIsNothingOfDaysWithoutValues() {
        missing = days -> Optional.of(LocalDate.of(2026, 1, 1));

        past().fill(List.of(crypto(100))).await().indefinitely();

        assertThat(asked.get(BTC))
                .containsExactly(note("2025-12-25", "2025-12-25"), noteOfLate("2025-12-26", "2026-01-01"));
        assertThat(begins).as("it was not asked for more").isEmpty();
    }

    /** Another provider may know what lies before the first bar. */
    @Test
    void notesNothingBeforeTheFirstBarOfAll() {
        past().fill(List.of(crypto(100))).await().indefinitely();

        assertThat(asked.get(BTC)).containsExactly(note("2025-12-31", "2026-01-01"));
        assertThat(begins).containsEntry(BTC, "kraken 2025-12-31");
    }

    private static String day(String ticker, String date) {
        return "[" + oneDay(ticker, date) + "]";
    }

    private static String oneDay(String ticker, String date) {
        return """
                {"ticker": "%s", "date": "%sT00:00:00.000Z", "close": 2, "high": 3, "low": 1, "open": 1.5, "volume": 10,
                 "splitFactor": 1.0}""".formatted(ticker, date);
    }

    private LiveClass shares(StandIn tiingo) {
        return shares(tiingo, List.of(new AssetSymbol("KO"), new AssetSymbol("PEP")));
    }

    private LiveClass shares(StandIn tiingo, List<AssetSymbol> listed) {
        Doubts doubts = new Doubts(new BigDecimal("20"));
        return new LiveClass(
                AssetClass.US,
                List.of(new Tiingo(tiingo.web(100, () -> now), Duration.ZERO, true, NEW_YORK)),
                listed,
                new LiveClass.Rules(
                        new Failover(List.of("tiingo"), 3, Duration.ofMinutes(5), now),
                        doubts,
                        new Judge(doubts, NEW_YORK, new KnownSplits(symbol -> List.of())),
                        new Thrift(AssetClass.US, listed, symbol -> true, Duration.ofMinutes(1)),
                        StandIn.PATIENCE),
                new Troubles(metrics),
                metrics,
                () -> now);
    }

    @Test
    void asksTheNextProviderForAnAssetThatTheOneThatServesDoesNotKnow() {
        kraken.json("/0/public/AssetPairs", """
                {"error": [], "result": {"XXBTZUSD": {"wsname": "XBT/USD"}}}
                """);
        try (StandIn binance = new StandIn().json("/api/v3/ticker/price", """
                [{"symbol": "BTCUSDT", "price": "1"}, {"symbol": "ETHUSDT", "price": "1"}]
                """).json("/api/v3/klines", """
                [[1767225600000, "3000", "3100", "2900", "3050", "900", 1767311999999]]
                """)) {
            PastDays past = past();
            LiveClass crypto =
                    crypto(new Kraken(kraken.web(100, () -> now)), new Binance(binance.web(100, () -> now), "USDT"));

            past.fill(List.of(crypto)).await().indefinitely();
            past.fill(List.of(crypto)).await().indefinitely();

            assertThat(stored)
                    .extracting(day -> day.asset().symbol() + " of " + day.source())
                    .containsExactly("BTC-USD of kraken", "BTC-USD of kraken", "ETH-USD of binance ETHUSDT");
            assertThat(binance.asked()).as("its names, and one history").hasSize(2);
        }
    }

    /** On the day of Bitcoin, whose days of 2024 somebody asked for. */
    @Test
    void comparesAllDaysOfAnAssetThatAreStoredEveryFourWeeks() {
        missing = days -> Optional.empty();
        firstTold = Optional.of(LocalDate.of(2024, 1, 1));
        turnOfBitcoin();
        PastDays past = past();
        LiveClass crypto = crypto(100);

        past.fill(List.of(crypto)).await().indefinitely();
        past.fill(List.of(crypto)).await().indefinitely();

        assertThat(compared).singleElement().satisfies(told -> {
            assertThat(told.asset()).isEqualTo(BTC);
            assertThat(told.source()).isEqualTo("kraken");
            assertThat(told.bars()).hasSize(3);
        });
        assertThat(kraken.asked().getLast())
                .contains("since=" + (Instant.parse("2024-01-01T00:00:00Z").getEpochSecond() - 86_400));
        assertThat(stored).isEmpty();
        now = now.plus(Duration.ofDays(PastReview.EVERY_DAYS));
        past.fill(List.of(crypto)).await().indefinitely();
        assertThat(compared)
                .extracting(FetchedPast::asset)
                .filteredOn(BTC::equals)
                .hasSize(2);
    }

    /** One that the provider does not know, as Tiingo says of no symbol beforehand. */
    @Test
    void assetThatFailsForEverIsAskedForSeldom() {
        kraken.json("/0/public/OHLC", "{\"error\": [], \"result\": {\"XXBTZUSD\": []}}");
        PastDays past = past();
        LiveClass crypto = crypto(1_000);
        now = Instant.parse("2026-01-02T00:00:00Z");

        for (int round = 0; round < 6 * 24; round++) {
            past.fill(List.of(crypto)).await().indefinitely();
            now = now.plus(PastProgress.SHORTEST_PAUSE);
        }

        assertThat(histories())
                .as("Bitcoin once, and Ether behind 10, 30, 70 minutes and so on")
                .isBetween(8L, 11L);
    }

    @Test
    void failedComparisonIsMadeUpForTheNextDay() {
        missing = days -> Optional.empty();
        firstTold = Optional.of(LocalDate.of(2024, 1, 1));
        turnOfBitcoin();
        PastDays past = past();
        LiveClass crypto = crypto(100);
        kraken.page("/0/public/OHLC", response -> StandIn.send(response, 500, "text/plain", ""));
        past.fill(List.of(crypto)).await().indefinitely();
        kraken.json("/0/public/OHLC", "{\"error\": [], \"result\": {\"XXBTZUSD\": []}}");

        past.fill(List.of(crypto)).await().indefinitely();
        assertThat(compared).isEmpty();
        now = now.plus(Duration.ofDays(1));
        past.fill(List.of(crypto)).await().indefinitely();

        assertThat(compared).extracting(FetchedPast::asset).contains(BTC);
    }

    @Test
    void comparesNothingWhereCallsBecomeFew() {
        missing = days -> Optional.empty();
        firstTold = Optional.of(LocalDate.of(2024, 1, 1));
        turnOfBitcoin();

        past().fill(List.of(crypto(2))).await().indefinitely();

        assertThat(kraken.asked()).as("the names, half of the calls").hasSize(1);
        assertThat(compared).isEmpty();
    }

    /** As Tiingo's values do: every four minutes, of fifty calls an hour. */
    @Test
    void comparesBesideValuesThatTakeThreeOfTenCalls() {
        missing = days -> Optional.empty();
        firstTold = Optional.of(LocalDate.of(2024, 1, 1));
        turnOfBitcoin();
        Kraken busy = new Kraken(kraken.web(50, () -> now));
        for (int call = 0; call < 15; call++) {
            busy.web().get("/0/public/AssetPairs").await().indefinitely();
        }

        past().fill(List.of(crypto(busy))).await().indefinitely();

        assertThat(compared).extracting(FetchedPast::asset).contains(BTC);
    }

    /** Ether is filled from Binance. */
    @Test
    void comparesBehindAllThatIsFilled() {
        firstTold = Optional.of(LocalDate.of(2024, 1, 1));
        turnOfBitcoin();
        kraken.json("/0/public/AssetPairs", """
                {"error": [], "result": {"XXBTZUSD": {"wsname": "XBT/USD"}}}
                """);
        try (StandIn binance = new StandIn().json("/api/v3/ticker/price", """
                [{"symbol": "BTCUSDT", "price": "1"}, {"symbol": "ETHUSDT", "price": "1"}]
                """).json("/api/v3/klines", "[]")) {
            past().fill(List.of(crypto(
                            new Kraken(kraken.web(100, () -> now)), new Binance(binance.web(100, () -> now), "USDT"))))
                    .await()
                    .indefinitely();
        }

        assertThat(order).startsWith("days of BTC-USD", "days of ETH-USD", "comparison of BTC-USD");
    }

    @Test
    void threeComparisonsThatFailInARowEndTheRound() {
        missing = days -> Optional.empty();
        firstTold = Optional.of(LocalDate.of(2024, 1, 1));
        now = Instant.parse("2026-01-09T15:00:00Z");
        List<AssetSymbol> due = IntStream.range(0, 1_000)
                .mapToObj(i -> new AssetSymbol("S" + i))
                .filter(symbol -> PastReview.daysSinceTurn(symbol, LocalDate.of(2026, 1, 9)) == 0)
                .limit(5)
                .toList();
        assertThat(due).hasSize(5);
        try (StandIn tiingo = new StandIn()) {
            new PastDays(
                            ofClass -> NEW_YORK,
                            this,
                            new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH)),
                            () -> now,
                            Duration.ofMillis(1))
                    .fill(List.of(shares(tiingo, due)))
                    .await()
                    .indefinitely();

            assertThat(tiingo.asked()).hasSize(3);
        }
    }

    private void turnOfBitcoin() {
        now = now.plus(Duration.ofDays(
                PastReview.EVERY_DAYS - PastReview.daysSinceTurn(BTC, LocalDate.ofInstant(now, ZoneOffset.UTC))));
    }

    @Test
    void leavesHalfOfTheCallsToValuesOfNow() {
        past().fill(List.of(crypto(4))).await().indefinitely();

        assertThat(kraken.asked()).as("the names, and one history").hasSize(2);
    }

    @Test
    void triesAgainWhatCouldNotBeFetched() {
        LiveClass crypto = crypto(100);
        PastDays past = past();
        kraken.page("/0/public/OHLC", response -> StandIn.send(response, 500, "text/plain", ""));
        past.fill(List.of(crypto)).await().indefinitely();

        assertThat(stored).isEmpty();
        kraken.json("/0/public/OHLC", "{\"error\": [], \"result\": {\"XXBTZUSD\": [], \"XETHZUSD\": []}}");
        past.fill(List.of(crypto)).await().indefinitely();
        assertThat(histories()).as("it was tried just now").isEqualTo(2);
        now = now.plus(PastProgress.SHORTEST_PAUSE);
        past.fill(List.of(crypto)).await().indefinitely();
        assertThat(histories()).as("each twice").isEqualTo(4);
    }

    @Test
    void fillsTheOthersWhereSomeFailForEver() {
        try (StandIn tiingo = new StandIn()) {
            List<String> bad = IntStream.range(0, 7).mapToObj(i -> "BAD" + i).toList();
            List<String> good = List.of("KO", "PEP", "IBM");
            good.forEach(name -> tiingo.json(path(name), day(name, "2026-01-08")));
            bad.forEach(
                    name -> tiingo.page(path(name), response -> StandIn.send(response, 404, "application/json", "{}")));
            now = Instant.parse("2026-01-09T15:00:00Z");
            LiveClass shares = shares(
                    tiingo,
                    Stream.concat(bad.stream(), good.stream())
                            .map(AssetSymbol::new)
                            .toList());
            PastDays past = new PastDays(
                    ofClass -> NEW_YORK,
                    this,
                    new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH)),
                    () -> now,
                    Duration.ofMillis(1));

            for (int round = 0; round < 3; round++) {
                past.fill(List.of(shares)).await().indefinitely();
                now = now.plus(Duration.ofMinutes(10));
            }

            assertThat(stored)
                    .extracting(day -> day.asset().symbol().value())
                    .containsExactlyInAnyOrderElementsOf(good);
            assertThat(tiingo.asked())
                    .as("three failures in a row end a round")
                    .hasSizeLessThanOrEqualTo(good.size() + 3 * bad.size());
        }
    }

    @Test
    void asksNoFurtherWhereTheProviderWantsToBeLeftAlone() {
        kraken.page("/0/public/OHLC", response -> StandIn.send(response, 429, "text/plain", ""));

        past().fill(List.of(crypto(100))).await().indefinitely();

        assertThat(histories()).isEqualTo(1);
    }

    private static String path(String ticker) {
        return "/tiingo/daily/" + ticker.toLowerCase(Locale.ROOT) + "/prices";
    }
}
