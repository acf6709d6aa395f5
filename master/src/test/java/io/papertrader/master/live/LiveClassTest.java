package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.master.Await;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetTrouble;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.ProviderStatus;
import io.papertrader.master.asset.Retrieved;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.server.LoggedLines;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.vertx.core.http.HttpServerResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kraken with Binance behind it, both by stand-ins. */
class LiveClassTest {
    private static final AssetSymbol BTC = new AssetSymbol("BTC-USD");
    private static final AssetSymbol ETH = new AssetSymbol("ETH-USD");
    private static final AssetSymbol GONE = new AssetSymbol("GONE-USD");
    private static final Duration UPDATE = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration RETURN_AFTER = Duration.ofMinutes(5);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Troubles troubles = new Troubles(metrics);
    private final Set<AssetSymbol> wanted = new HashSet<>();
    private final Map<AssetSymbol, CurrentValue> known = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private StandIn kraken;
    private StandIn binance;
    private LiveClass crypto;

    @BeforeEach
    void start() {
        kraken = new StandIn().json("/0/public/AssetPairs", """
                {"error": [], "result": {"XXBTZUSD": {"wsname": "XBT/USD"}, "XETHZUSD": {"wsname": "ETH/USD"}}}
                """);
        binance = new StandIn().json("/api/v3/ticker/price", """
                [{"symbol": "BTCUSDT", "price": "1"}, {"symbol": "ETHUSDT", "price": "1"}]
                """);
        crypto = crypto(StandIn.PATIENCE);
        krakenSays("64250.1", "3000");
        binanceSays("64251", "3001");
    }

    private LiveClass crypto(Duration patience) {
        List<LiveProvider> providers =
                List.of(new Kraken(kraken.web(1_000, () -> now)), new Binance(binance.web(1_000, () -> now), "USDT"));
        Doubts doubts = new Doubts(new BigDecimal("20"));
        return new LiveClass(
                AssetClass.CRYPTO,
                providers,
                List.of(BTC, ETH, GONE),
                new LiveClass.Rules(
                        new Failover(List.of("kraken", "binance"), 3, RETURN_AFTER, now),
                        doubts,
                        new Judge(doubts, new AlwaysOpen(), new KnownSplits(symbol -> List.of())),
                        new Thrift(AssetClass.CRYPTO, List.of(BTC, ETH, GONE), wanted::contains, REST),
                        patience),
                troubles,
                metrics,
                () -> now);
    }

    @AfterEach
    void stop() {
        kraken.close();
        binance.close();
    }

    @Test
    void takesTheValuesOfTheFirstProvider() {
        assertThat(update()).isEqualTo(Map.of(BTC, "kraken", ETH, "kraken"));

        assertThat(known.get(BTC).value()).isEqualTo(Money.of("64250.1"));
        assertThat(known.get(BTC).time()).isEqualTo(now);
        assertThat(binance.asked())
                .as("whether it knows the one that Kraken does not")
                .containsExactly("/api/v3/ticker/price");
        assertThat(crypto.report())
                .extracting(ProviderStatus::name, ProviderStatus::isServing, ProviderStatus::used)
                .containsExactly(tuple("kraken", true, 2), tuple("binance", false, 1));
    }

    @Test
    void namesAnAssetThatTheProviderDoesNotKnowAndOneWhoseValueIsNone() {
        krakenSays("64250.1", "0.00");

        assertThat(update()).containsOnlyKeys(BTC);

        assertThat(troubles.all())
                .extracting(AssetTrouble::symbol, AssetTrouble::what)
                .containsExactly(
                        tuple(ETH, "o is 0.00, and a price is above zero"), tuple(GONE, "it does not know the asset"));
        assertThat(metrics.get("papertrader.asset.troubles").gauge().value()).isEqualTo(2);
        krakenSays("64250.1", "3000");
        update();
        assertThat(troubles.all()).extracting(AssetTrouble::symbol).containsExactly(GONE);
    }

    @Test
    void goesToTheNextProviderAndComesBackWhenTheFirstHasBeenWellForLong() {
        update();
        kraken.page("/0/public/Ticker", response -> StandIn.send(response, 200, "text/html", "<html>Wait</html>"));

        assertThat(update()).isEmpty();
        assertThat(update()).isEmpty();
        assertThat(update()).isEmpty();
        assertThat(update()).containsEntry(BTC, "binance BTCUSDT");
        assertThat(crypto.report().getFirst().lastFailure()).contains("answered text/html");
        assertThat(serving("binance")).isEqualTo(1);

        krakenSays("64250.1", "3000");
        assertThat(update()).as("well, but not for long").containsEntry(BTC, "binance BTCUSDT");
        for (Instant start = now; now.isBefore(start.plus(RETURN_AFTER).plus(RETURN_AFTER)); ) {
            update();
        }
        assertThat(update()).containsEntry(BTC, "kraken");
        assertThat(serving("kraken")).isEqualTo(1);
    }

    @Test
    void asksAnotherProviderWhereAValueIsDoubted() {
        update();
        krakenSays("40000", "3000");

        assertThat(update()).containsEntry(BTC, "binance BTCUSDT").containsEntry(ETH, "kraken");
        assertThat(known.get(BTC).value()).isEqualTo(Money.of("64251"));
    }

    @Test
    void keepsTheLastGoodValueWhereNobodyElseCanBeAsked() {
        update();
        binance.page("/api/v3/ticker/24hr", response -> StandIn.send(response, 500, "text/plain", ""));
        krakenSays("40000", "3000");

        assertThat(update()).containsOnlyKeys(ETH);
        assertThat(known.get(BTC).value()).isEqualTo(Money.of("64250.1"));
        assertThat(troubles.all().getFirst().what()).startsWith("40000 after 64250.1 is a change of more than 20 %");
        assertThat(update()).as("a second value says so").containsOnlyKeys(BTC, ETH);
    }

    @Test
    void providerThatDoesNotKnowADoubtedAssetDoesNotFail() {
        binance.json("/api/v3/ticker/price", "[{\"symbol\": \"ETHUSDT\", \"price\": \"1\"}]");
        update();
        krakenSays("40000", "3000");

        assertThat(update()).containsOnlyKeys(ETH);

        assertThat(binance.asked()).noneMatch(asked -> asked.contains("24hr"));
        assertThat(crypto.report()).extracting(ProviderStatus::failures).containsExactly(0, 0);
        assertThat(metrics.counter("papertrader.provider.failures", "provider", "binance")
                        .count())
                .isZero();
    }

    @Test
    void believesAJumpThatTheOtherProviderSees() {
        update();
        krakenSays("40000", "3000");
        binanceSays("40010", "3001");

        assertThat(update()).containsEntry(BTC, "binance BTCUSDT").containsEntry(ETH, "kraken");
    }

    /** Once an update, with the doubted ones, and without a word: nobody's trouble is in it. */
    @Test
    void anotherProviderStandsInForAnAssetThatTheOneThatServesDoesNotKnow() {
        binance.json("/api/v3/ticker/price", """
                [{"symbol": "BTCUSDT", "price": "1"}, {"symbol": "GONEUSDT", "price": "1"}]""");
        binance.page(
                "/api/v3/ticker/24hr",
                response -> StandIn.send(
                        response,
                        200,
                        "application/json",
                        "[{\"symbol\": \"GONEUSDT\", \"lastPrice\": \"7\", \"closeTime\": %d}]"
                                .formatted(now.toEpochMilli())));

        try (LoggedLines log = new LoggedLines(Troubles.class)) {
            for (int updates = 0; updates < 3; updates++) {
                assertThat(update()).isEqualTo(Map.of(BTC, "kraken", ETH, "kraken", GONE, "binance GONEUSDT"));
            }
            assertThat(log.lines()).isEmpty();
        }
        assertThat(troubles.all()).isEmpty();
        assertThat(binance.asked())
                .as("its names once, and a call an update")
                .hasSize(4)
                .filteredOn(asked -> asked.contains("24hr"))
                .allMatch(asked -> asked.contains("GONEUSDT") && !asked.contains("BTCUSDT"));
        assertThat(crypto.report()).extracting(ProviderStatus::failures).containsExactly(0, 0);
    }

    /** A pair that Kraken lists and says nothing of, and Binance too. */
    @Test
    void oneThatStandsInInVainIsLeftAloneForAMinute() {
        krakenSaysNothingOfEther();
        binance.json("/api/v3/ticker/24hr", "[]");

        for (int updates = 0; updates < 7; updates++) {
            assertThat(update()).containsOnlyKeys(BTC);
        }

        assertThat(standIns()).as("in the third, fourth and fifth update").isEqualTo(3);
        assertThat(troubles.all())
                .extracting(AssetTrouble::symbol, AssetTrouble::provider, AssetTrouble::what)
                .containsExactly(
                        tuple(ETH, "kraken", "it told of none"), tuple(GONE, "kraken", "it does not know the asset"));
        assertThat(crypto.report()).extracting(ProviderStatus::failures).containsExactly(0, 0);
        now = now.plus(Silence.SHORTEST_REST);
        binanceSays("64251", "3001");
        assertThat(update()).containsEntry(ETH, "binance ETHUSDT");
        assertThat(troubles.all()).extracting(AssetTrouble::symbol).containsExactly(GONE);
    }

    private long standIns() {
        return binance.asked().stream().filter(asked -> asked.contains("24hr")).count();
    }

    @Test
    void oneEmptyAnswerTurnsNoValues() {
        update();
        kraken.json("/0/public/Ticker", "{\"error\": [], \"result\": {}}");

        assertThat(update()).isEmpty();

        assertThat(standIns()).isZero();
        assertThat(crypto.report()).extracting(ProviderStatus::failures).containsExactly(1, 0);
        krakenSays("64250.1", "3000");
        assertThat(update()).isEqualTo(Map.of(BTC, "kraken", ETH, "kraken"));
    }

    @Test
    void assetThatIsLeftOutOnceStaysWithItsProvider() {
        update();
        krakenSaysNothingOfEther();

        assertThat(update()).isEqualTo(Map.of(BTC, "kraken"));

        krakenSays("64250.1", "3000");
        assertThat(update()).isEqualTo(Map.of(BTC, "kraken", ETH, "kraken"));
        assertThat(standIns()).isZero();
    }

    @Test
    void assetGoesBackWhenItsProviderHasToldOfItForLong() {
        leaveEtherToBinance();
        krakenSays("64250.1", "3000");

        for (Instant start = now; now.isBefore(start.plus(RETURN_AFTER)); ) {
            assertThat(update()).isEqualTo(Map.of(BTC, "kraken", ETH, "binance ETHUSDT"));
        }

        assertThat(update()).isEqualTo(Map.of(BTC, "kraken", ETH, "kraken"));
    }

    private void leaveEtherToBinance() {
        krakenSaysNothingOfEther();
        update();
        update();
        assertThat(update()).containsEntry(ETH, "binance ETHUSDT");
    }

    @Test
    void assetsOfWhichNobodyWasAskedAreNotCounted() {
        update();
        krakenIsAway();

        update();

        assertThat(metrics.counter("papertrader.readings.refused", "provider", "kraken")
                        .count())
                .isEqualTo(1);
    }

    /** Binance alone knows the third asset, and does not answer for now. */
    @Test
    void slowStandInHoldsNobodyUpAndItsValuesComeLater() {
        crypto = crypto(Duration.ofMillis(50));
        binance.json("/api/v3/ticker/price", "[{\"symbol\": \"GONEUSDT\", \"price\": \"1\"}]");
        CompletableFuture<HttpServerResponse> held = new CompletableFuture<>();
        binance.page("/api/v3/ticker/24hr", held::complete);

        assertThat(update()).isEqualTo(Map.of(BTC, "kraken", ETH, "kraken"));

        StandIn.send(
                held.orTimeout(StandIn.PATIENCE.toSeconds(), TimeUnit.SECONDS).join(),
                200,
                "application/json",
                "[{\"symbol\": \"GONEUSDT\", \"lastPrice\": \"7\", \"closeTime\": %d}]".formatted(now.toEpochMilli()));
        Await.until(() -> update().containsKey(GONE));
        assertThat(known.get(GONE).value()).isEqualTo(Money.of("7"));
    }

    /** Assets for which Binance stands in go on while Kraken fails, and Binance is asked now and then while it does. */
    @Test
    void oneThatStandsInIsNotTornAlongAndIsAskedNowAndThenWhereItFails() {
        leaveEtherToBinance();
        krakenIsAway();
        assertThat(update()).isEqualTo(Map.of(ETH, "binance ETHUSDT"));
        krakenSaysNothingOfEther();

        binance.page("/api/v3/ticker/24hr", response -> StandIn.send(response, 500, "text/plain", ""));
        long before = binance.asked().size();
        for (int updates = 0; updates < 5; updates++) {
            assertThat(update()).containsOnlyKeys(BTC);
        }

        assertThat(binance.asked().size() - before).as("within a minute").isEqualTo(1);
        assertThat(crypto.report()).extracting(ProviderStatus::isServing).containsExactly(true, false);
        now = now.plus(RETURN_AFTER);
        binanceSays("64251", "3001");
        assertThat(update()).containsEntry(ETH, "binance ETHUSDT");
        assertThat(troubles.all()).extracting(AssetTrouble::symbol).containsExactly(GONE);
    }

    private void krakenSaysNothingOfEther() {
        kraken.page(
                "/0/public/Ticker",
                response -> StandIn.send(
                        response,
                        200,
                        "application/json",
                        "{\"error\": [], \"result\": {\"XXBTZUSD\": " + ticker("64250.1") + "}}",
                        "Date",
                        StandIn.httpDate(now)));
    }

    @Test
    void takesNothingTwice() {
        update();
        now = now.minus(UPDATE);

        assertThat(update()).isEmpty();
        assertThat(troubles.all()).extracting(AssetTrouble::symbol).containsExactly(GONE);
    }

    @Test
    void withoutANetworkThereIsNothingAndTheOperatorSeesWhy() {
        kraken.stopListening();
        binance.stopListening();

        for (int updates = 0; updates < 4; updates++) {
            assertThat(update()).isEmpty();
        }

        assertThat(crypto.report())
                .extracting(ProviderStatus::lastFailure)
                .allSatisfy(why -> assertThat(why).contains("cannot be reached"));
        assertThat(metrics.counter("papertrader.provider.failures", "provider", "kraken")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void tellsWhichProviderServesSinceWhenAndHowMuchOfItsBudgetIsUsed() {
        Instant start = now;
        update();
        assertThat(gauge("serving.since.seconds", "kraken")).isEqualTo((double) start.getEpochSecond());
        assertThat(gauge("serving.since.seconds", "binance")).isZero();
        assertThat(gauge("budget.used", "kraken")).isEqualTo(0.002);

        kraken.page("/0/public/Ticker", response -> StandIn.send(response, 500, "text/plain", ""));
        for (int updates = 0; updates < 3; updates++) {
            update();
        }

        assertThat(gauge("serving.since.seconds", "binance")).isEqualTo((double) now.getEpochSecond());
        assertThat(gauge("serving.since.seconds", "kraken")).isZero();
        assertThat(crypto.report())
                .extracting(ProviderStatus::name, ProviderStatus::isServing, ProviderStatus::since)
                .containsExactly(tuple("kraken", false, Optional.of(now)), tuple("binance", true, Optional.of(now)));
    }

    /** All are away: that the turn goes round makes none of them well, and nobody is told of it again and again. */
    @Test
    void providerFailsInARowForAsLongAsItGivesNothing() {
        kraken.stopListening();
        binance.stopListening();

        for (int updates = 0; updates < 7; updates++) {
            update();
        }

        assertThat(crypto.report())
                .extracting(ProviderStatus::name, ProviderStatus::isServing, ProviderStatus::failures)
                .containsExactly(tuple("kraken", true, 4), tuple("binance", false, 3));
        assertThat(gauge("failing", "kraken")).isEqualTo(4);
        assertThat(gauge("failing", "binance")).isEqualTo(3);
    }

    /** Binance is not asked while Kraken serves: its failures are those of the outage before. */
    @Test
    void turnIsNamedAgainInTheNextOutage() {
        update();
        krakenIsAway();
        binance.page("/api/v3/ticker/24hr", response -> StandIn.send(response, 500, "text/plain", ""));
        for (int updates = 0; updates < 6; updates++) {
            update();
        }
        krakenSays("64250.1", "3000");
        assertThat(update()).containsEntry(BTC, "kraken");
        krakenIsAway();
        binanceSays("64251", "3001");

        try (LoggedLines log = new LoggedLines(ClassProviders.class)) {
            for (int updates = 0; updates < 4; updates++) {
                update();
            }

            assertThat(log.lines())
                    .containsExactly(
                            "kraken fails: answered with status 500",
                            "Values of crypto come from binance now: kraken fails: answered with status 500",
                            "Values of crypto come from binance again");
        }
        assertThat(gauge("failing", "binance")).isZero();
    }

    @Test
    void turnsThatGoRoundAreNamedOnce() {
        update();
        krakenIsAway();
        binance.page("/api/v3/ticker/24hr", response -> StandIn.send(response, 500, "text/plain", ""));

        try (LoggedLines log = new LoggedLines(ClassProviders.class)) {
            for (int updates = 0; updates < 30; updates++) {
                update();
            }

            assertThat(log.lines())
                    .containsExactly(
                            "kraken fails: answered with status 500",
                            "Values of crypto come from binance now: kraken fails: answered with status 500",
                            "binance fails: answered with status 500");
        }
    }

    private void krakenIsAway() {
        kraken.page("/0/public/Ticker", response -> StandIn.send(response, 500, "text/plain", ""));
    }

    /** Kraken is only looked at while Binance serves. */
    @Test
    void assetThatABetterProviderDoesNotKnowHasNoTroubleWhileAnotherServes() {
        kraken.json("/0/public/AssetPairs", """
                {"error": [], "result": {"XXBTZUSD": {"wsname": "XBT/USD"}}}
                """)
                .page("/0/public/Ticker", response -> StandIn.send(response, 500, "text/plain", ""));
        for (int updates = 0; updates < 3; updates++) {
            update();
        }
        assertThat(update()).containsOnlyKeys(BTC, ETH);
        krakenSays("64250.1", "3000");

        now = now.plus(RETURN_AFTER.dividedBy(2));
        update();

        assertThat(kraken.asked().getLast()).as("it was looked at").contains("Ticker");
        assertThat(troubles.all()).extracting(AssetTrouble::symbol).containsExactly(GONE);
        assertThat(troubles.all()).extracting(AssetTrouble::provider).containsExactly("binance");
    }

    private double serving(String provider) {
        return gauge("serving", provider);
    }

    private double gauge(String name, String provider) {
        return metrics.get("papertrader.provider." + name)
                .tag("provider", provider)
                .gauge()
                .value();
    }

    /** The sources of the values that an update takes, which are known from then on. */
    private Map<AssetSymbol, String> update() {
        now = now.plus(UPDATE);
        Retrieved retrieved = crypto.retrieve(new Known(known, now)).await().indefinitely();
        List<Sample> samples = retrieved instanceof Retrieved.Values(var update) ? update.samples() : List.of();
        Map<AssetSymbol, String> sources = new HashMap<>();
        samples.forEach(sample -> {
            known.put(sample.asset().symbol(), new CurrentValue(sample.asset(), sample.time(), sample.source(), now));
            sources.put(sample.asset().symbol(), sample.source());
        });
        return sources;
    }

    private void krakenSays(String bitcoin, String ether) {
        kraken.page(
                "/0/public/Ticker",
                response -> StandIn.send(
                        response,
                        200,
                        "application/json",
                        "{\"error\": [], \"result\": {\"XXBTZUSD\": " + ticker(bitcoin) + ", \"XETHZUSD\": "
                                + ticker(ether) + "}}",
                        "Date",
                        StandIn.httpDate(now)));
    }

    private static String ticker(String value) {
        return "{'c': ['V', '1'], 'o': 'V', 'h': ['V', 'V'], 'l': ['V', 'V'], 'v': ['10', '20']}"
                .replace("V", value)
                .replace('\'', '"');
    }

    private void binanceSays(String bitcoin, String ether) {
        binance.page(
                "/api/v3/ticker/24hr",
                response -> StandIn.send(
                        response,
                        200,
                        "application/json",
                        "[{\"symbol\": \"BTCUSDT\", \"lastPrice\": \"%s\", \"closeTime\": %d}, {\"symbol\": \"ETHUSDT\", \"lastPrice\": \"%s\", \"closeTime\": %d}]"
                                .formatted(bitcoin, now.toEpochMilli(), ether, now.toEpochMilli())));
    }
}
