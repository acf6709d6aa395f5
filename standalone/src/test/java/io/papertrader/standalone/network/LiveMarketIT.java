package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks on prices of this minute, with stand-ins where the providers are. Values of crypto currencies are soon old,
 * so whoever buys one where processors are busy may have to try again.
 */
class LiveMarketIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Until it is a provider's turn again that was away, or until the circuit that it broke is tried. */
    private static final Duration BACK_AGAIN = SOON.multipliedBy(4);

    private static final Pattern PROVIDER_METRIC = Pattern.compile("papertrader_provider_[a-z_]+");
    private static final String NOBODY = "http://127.0.0.1:9";

    @TempDir
    static Path home;

    /** The day of the reference rates, which were told at a quarter past two in Frankfurt. */
    private static final AtomicReference<LocalDate> DAY = new AtomicReference<>();

    private static KrakenStandIn kraken;
    private static ProviderStandIn ecb;
    private static RunningNetwork network;

    @BeforeAll
    static void start() throws Exception {
        DAY.set(LocalDate.now(ZoneOffset.UTC).minusDays(2));
        kraken = new KrakenStandIn();
        ecb = new ProviderStandIn().csv("/service/data/EXR/", () -> rates(DAY.get()));
        Map<String, String> settings = new HashMap<>();
        settings.put("PAPERTRADER_MARKET", "crypto,fx");
        settings.put("PAPERTRADER_MARKET_CRYPTO_STALE_AFTER", "5s");
        settings.put("PAPERTRADER_MARKET_FAILOVER_RETURN_AFTER", "1s");
        settings.put("PAPERTRADER_KRAKEN_ADDRESS", kraken.address());
        settings.put("PAPERTRADER_BINANCE_ADDRESS", NOBODY);
        settings.put("PAPERTRADER_ECB_ADDRESS", ecb.address());
        settings.put("PAPERTRADER_ECB_EVERY", "1s");
        settings.put("PAPERTRADER_ECB_CALLS_PER_HOUR", "10000");
        network = RunningNetwork.start(home.resolve("crypto"), settings);
        user(network);
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
        kraken.close();
        ecb.close();
    }

    /** Bitcoin costs 64,250.1, as Kraken says. */
    @BeforeEach
    void awaitValues() {
        kraken.costs("64250.10000");
        kraken.recover();
        Awaitility.await().atMost(BACK_AGAIN).ignoreExceptions().until(() -> {
            JsonObject bitcoin = bitcoin();
            return bitcoin.encode().contains("64250.1") && !bitcoin.getBoolean("isStale");
        });
    }

    @Test
    void buysBitcoinAtThePriceOfThisMinuteAndNothingAtAnOldOne() throws Exception {
        assertThat(network.consoleText()).contains("live crypto values of kraken");
        assertThat(network.papertrader("ann", "quote", "BTC-USD").expectDone())
                .contains("Bitcoin", "64,250.1", "Source: kraken");

        kraken.costs("64300.50000");
        await(() -> network.papertrader("ann", "quote", "BTC-USD").out().contains("64,300.5"));
        assertThat(network.trade("ann", "buy", "BTC/USD", "0.5", "--wait").expectDone())
                .contains("SETTLED", "64,300.5", "kraken");
        assertThat(network.papertrader("op", "admin", "ledger", "check").expectDone())
                .contains("clean");
        assertThat(network.papertrader("op", "admin", "market", "show").expectDone())
                .contains("kraken", "serves", "binance", "ETH-USD", "it does not know the asset");

        kraken.costs("0.00000");
        await(() -> bitcoin().getBoolean("isStale"));
        assertThat(network.papertrader("ann", "buy", "BTC-USD", "0.1").err()).contains("no fresh value");
        assertThat(network.papertrader("ann", "quote", "BTC-USD").expectDone()).contains("64,300.5");
    }

    /** One variable and no key, while providers are away: nothing is made up, and everything begins with the first. */
    @Test
    void userIsToldThatThereIsNoValueYetAndTradesAsSoonAsThereIs() throws Exception {
        try (KrakenStandIn away = new KrakenStandIn()) {
            away.fallIll();
            Map<String, String> settings = Map.of(
                    "PAPERTRADER_MARKET",
                    "crypto",
                    "PAPERTRADER_MARKET_FAILOVER_RETURN_AFTER",
                    "1s",
                    "PAPERTRADER_KRAKEN_ADDRESS",
                    away.address(),
                    "PAPERTRADER_BINANCE_ADDRESS",
                    NOBODY);
            try (RunningNetwork empty = RunningNetwork.start(home.resolve("empty"), settings)) {
                assertThat(empty.consoleText()).contains("live crypto values of ", "; there are none yet");
                user(empty);
                assertThat(empty.papertrader("ann", "quote", "BTC-USD").err()).contains("BTC-USD has no value yet");
                assertThat(empty.papertrader("ann", "buy", "BTC-USD", "1").err())
                        .contains("no fresh value");
                assertThat(empty.papertrader("ann", "assets", "search", "bitcoin")
                                .expectDone())
                        .contains("No asset that has a value matches 'bitcoin'");
                assertThat(empty.papertrader("ann", "assets", "list").expectDone())
                        .contains("No asset has a value yet. Next: papertrader market");
                assertThat(empty.papertrader("ann", "market").expectDone())
                        .contains("live crypto values of", "no value yet");
                await(() -> ready(empty).matches("(?s).*(kraken|binance) since .* failed \\d+ times in a row.*"));
                assertThat(ready(empty)).contains("\"valuesFresh\": false", "\"degraded\": true");
                assertThat(watched())
                        .isNotEmpty()
                        .allSatisfy(metric -> assertThat(metrics(empty)).contains("\n" + metric));
                await(() -> empty.papertrader("op", "admin", "market", "show")
                        .expectDone()
                        .contains("cannot be reached"));

                away.recover();
                Awaitility.await()
                        .atMost(BACK_AGAIN)
                        .until(() -> empty.papertrader("ann", "quote", "BTC-USD")
                                .out()
                                .contains("64,250.1"));
                assertThat(empty.trade("ann", "buy", "BTC-USD", "0.5", "--wait").expectDone())
                        .contains("SETTLED", "64,250.1", "kraken");
            }
        }
    }

    /** The metrics of providers that alerts and the dashboard use. */
    private static Set<String> watched() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String file : List.of("prometheus/alerts.yml", "grafana/papertrader.json")) {
            Matcher metric = PROVIDER_METRIC.matcher(
                    Files.readString(Built.ROOT.resolve("deploy").resolve(file)));
            while (metric.find()) {
                named.add(metric.group());
            }
        }
        return named;
    }

    private static String metrics(RunningNetwork of) {
        return RestAssured.get(of.management("master") + "/q/metrics").asString();
    }

    private static String ready(RunningNetwork of) {
        return RestAssured.get(of.management("master") + "/q/health/ready").asString();
    }

    @Test
    void goesOnAfterARestartWithValuesAsOldAsTheyAre() throws Exception {
        Instant before = bitcoin().getInstant("time");
        kraken.fallIll();
        Instant stopped = restartMaster(network);

        assertThat(bitcoin().getInstant("time")).isAfterOrEqualTo(before).isBefore(stopped);
        await(() -> bitcoin().getBoolean("isStale"));
        assertThat(network.papertrader("ann", "buy", "BTC-USD", "1").err()).contains("no fresh value");

        kraken.recover();
        kraken.costs("64300.50000");
        restartMaster(network);
        Awaitility.await().atMost(BACK_AGAIN).until(() -> quote().contains("64300.5"));
        LocalDate day = LocalDate.ofInstant(before, ZoneOffset.UTC);
        List<Long> times = bars(network, "--day", day).stream()
                .map(bar -> ((JsonObject) bar).getInstant("time").toEpochMilli())
                .toList();
        assertThat(times)
                .as("values of all runs, none twice")
                .doesNotHaveDuplicates()
                .isSorted()
                .contains(before.toEpochMilli());
    }

    /** Ends the master, and waits until it serves again; the time in between. */
    private static Instant restartMaster(RunningNetwork network) throws IOException {
        String before = network.consoleText();
        ProcessHandle master = network.server("master");
        RunningNetwork.signal("TERM", master);
        await(() -> !master.isAlive());
        Instant stopped = Instant.now();
        await(() -> network.consoleText().substring(before.length()).contains("The master runs again."));
        network.awaitServed();
        return stopped;
    }

    /** And all the time what the first does not know, as IBM here. */
    @Test
    void tradesSharesByAnotherProviderWhileTheFirstIsIll() throws Exception {
        try (ProviderStandIn alpaca = alpaca();
                ProviderStandIn tiingo = tiingo();
                RunningNetwork shares = RunningNetwork.start(home.resolve("shares"), shares(alpaca, tiingo))) {
            user(shares);
            await(() -> shares.papertrader("ann", "quote", "AAPL").out().contains("Source: alpaca iex"));
            await(() -> shares.papertrader("ann", "quote", "IBM").out().contains("Source: tiingo"));
            assertThat(shares.papertrader("ann", "buy", "IBM", "1", "--wait").expectDone())
                    .contains("SETTLED", "120.25", "tiingo");

            alpaca.fallIll();
            await(() -> shares.papertrader("ann", "quote", "AAPL").out().contains("Source: tiingo"));
            assertThat(shares.papertrader("op", "admin", "market", "show").expectDone())
                    .contains("XNYS", "opens", "answered text/html");
            assertThat(shares.papertrader("ann", "buy", "AAPL", "2", "--wait").expectDone())
                    .contains("SETTLED", "190.5", "tiingo");

            alpaca.recover();
            await(() -> shares.papertrader("ann", "quote", "AAPL").out().contains("Source: alpaca iex"));
            assertThat(shares.papertrader("ann", "quote", "BRK/B").expectDone()).contains("Berkshire", "510.25");
            assertThat(shares.papertrader("op", "admin", "ledger", "check").expectDone())
                    .contains("clean");
        }
    }

    @Test
    void tradesCurrenciesAtTheReferenceRateOfTheDay() throws Exception {
        await(() -> network.papertrader("ann", "quote", "GBP-USD").out().contains("1.375"));
        assertThat(network.papertrader("ann", "quote", "GBP-USD").expectDone())
                .contains("Pound sterling", "Source: ecb");
        assertThat(network.papertrader("op", "admin", "market", "show").expectDone())
                .contains("ALWAYS: always open", "ecb", "serves", "JPY-USD");
    }

    /** Bars of a year that the provider which serves does not reach come from the other one, and stay. */
    @Test
    void fetchesAWindowOfThePastWhenSomebodyAsksAndOnlyOnce() throws Exception {
        int year = LocalDate.now(ZoneOffset.UTC).getYear() - 3;
        LocalDate endOfJune = LocalDate.of(year, 6, 30);
        try (ProviderStandIn binance = binance(year)) {
            Map<String, String> settings = Map.of(
                    "PAPERTRADER_MARKET", "crypto",
                    "PAPERTRADER_KRAKEN_ADDRESS", kraken.address(),
                    "PAPERTRADER_BINANCE_ADDRESS", binance.address());
            try (RunningNetwork past = RunningNetwork.start(home.resolve("past"), settings)) {
                user(past);
                await(() -> quote(past).contains("64250.1"));
                await(() -> bars(past, "--month", endOfJune).size() == 30);
                assertThat(bars(past, "--year", endOfJune.withMonth(12))).hasSize(12);

                restartMaster(past);

                await(() -> bars(past, "--week", endOfJune).size() == 7);
            }
            assertThat(binance.asked("/api/v3/klines")).hasSize(1);
        }
    }

    private static JsonArray bars(RunningNetwork network, String window, LocalDate date) throws IOException {
        return new JsonObject(
                        network.papertrader("ann", "chart", "BTC-USD", window, "--date", date.toString(), "--json")
                                .expectDone())
                .getJsonArray("bars");
    }

    private static ProviderStandIn binance(int year) throws IOException {
        String days = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .map(date -> "[%d, \"2\", \"3\", \"1\", \"2\", \"5\", %d]"
                        .formatted(millis(date), millis(date.plusDays(1)) - 1))
                .collect(Collectors.joining(",", "[", "]"));
        return new ProviderStandIn()
                .json("/api/v3/ticker/price", () -> "[{\"symbol\": \"BTCUSDT\", \"price\": \"64250\"}]")
                .json("/api/v3/klines", () -> days);
    }

    private static long millis(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    @Test
    void providerThatHangsMakesItsOwnValuesOldAndHoldsUpNoOther() throws Exception {
        await(() -> network.papertrader("ann", "quote", "GBP-USD").out().contains("1.375"));

        kraken.hang();
        await(() -> bitcoin().getBoolean("isStale"));
        DAY.updateAndGet(date -> date.plusDays(1));
        await(() -> network.papertrader("ann", "quote", "GBP-USD", "--json")
                .out()
                .contains(DAY.get().toString()));

        assertThat(network.papertrader("ann", "buy", "BTC-USD", "1").err()).contains("no fresh value");
        network.papertrader("ann", "buy", "GBP-USD", "10").expectDone();
        await(() -> network.papertrader("op", "admin", "market", "show")
                .expectDone()
                .contains("did not answer within"));
    }

    private static ProviderStandIn alpaca() throws IOException {
        return new ProviderStandIn()
                .json("/v2/assets", () -> """
                        [{"symbol": "AAPL", "status": "active"}, {"symbol": "BRK.B", "status": "active"}]""")
                .json("/v2/stocks/snapshots", () ->
                        """
                        {"AAPL": {"latestTrade": {"t": "NOW", "p": 190.12}}, "BRK.B": {"latestTrade": {"t": "NOW", "p": 510.25}}}""".replace("NOW", Instant.now().toString()))
                .json("/v2/stocks/bars", () -> "{\"bars\": {}, \"next_page_token\": null}")
                .json("/v1/corporate-actions", () -> "{\"corporate_actions\": {}, \"next_page_token\": null}");
    }

    private static ProviderStandIn tiingo() throws IOException {
        return new ProviderStandIn()
                .json("/iex", () -> """
                [{"ticker": "AAPL", "timestamp": "NOW", "tngoLast": 190.5, "open": null},
                 {"ticker": "IBM", "timestamp": "NOW", "tngoLast": 120.25, "open": null}]""".replace("NOW", Instant.now().toString()));
    }

    private Map<String, String> shares(ProviderStandIn alpaca, ProviderStandIn tiingo) throws IOException {
        Path list = Files.writeString(
                home.resolve("shares.csv"),
                "symbol,name,currency\nAAPL,Apple Inc.,USD\nBRK.B,Berkshire Hathaway,USD\nIBM,IBM,USD\n");
        Map<String, String> settings = new HashMap<>();
        settings.put("PAPERTRADER_MARKET", "us");
        settings.put("PAPERTRADER_MARKET_USE", "licensed");
        settings.put("PAPERTRADER_ASSET_LIST", list.toString());
        settings.put("PAPERTRADER_MARKET_FAILOVER_RETURN_AFTER", "1s");
        settings.put("PAPERTRADER_ALPACA_ADDRESS", alpaca.address());
        settings.put("PAPERTRADER_ALPACA_ASSETS_ADDRESS", alpaca.address());
        settings.put("PAPERTRADER_ALPACA_KEY", "key");
        settings.put("PAPERTRADER_ALPACA_SECRET", "secret");
        settings.put("PAPERTRADER_TIINGO_ADDRESS", tiingo.address());
        settings.put("PAPERTRADER_TIINGO_KEY", "key");
        settings.put("PAPERTRADER_TIINGO_EVERY", "1s");
        settings.put("PAPERTRADER_TIINGO_CALLS_PER_HOUR", "10000");
        return settings;
    }

    private static String rates(LocalDate day) {
        return """
                KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE
                EXR.D.GBP.EUR.SP00.A,D,GBP,EUR,SP00,A,DAY,0.8
                EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,DAY,1.1
                """.replace("DAY", day.toString());
    }

    private static String quote() throws IOException {
        return quote(network);
    }

    private static String quote(RunningNetwork network) throws IOException {
        return network.papertrader("ann", "quote", "BTC-USD", "--json").out();
    }

    private static JsonObject bitcoin() throws IOException {
        return new JsonArray(quote()).getJsonObject(0);
    }

    private static void user(RunningNetwork network) throws Exception {
        network.papertrader("ann", "register", "ann", "--email", "ann@example.org")
                .expectDone();
        network.papertrader("ann", "login", "ann").expectDone();
    }

    private static void await(Callable<Boolean> what) {
        Awaitility.await().atMost(SOON).until(what);
    }
}
