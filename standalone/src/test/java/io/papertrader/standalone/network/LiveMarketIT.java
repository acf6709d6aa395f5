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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network on prices of this minute, with stand-ins where the providers are. */
class LiveMarketIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern PROVIDER_METRIC = Pattern.compile("papertrader_provider_[a-z_]+");

    @TempDir
    Path home;

    @Test
    void buysBitcoinAtThePriceOfThisMinuteAndNothingAtAnOldOne() throws Exception {
        try (KrakenStandIn kraken = new KrakenStandIn();
                RunningNetwork network = RunningNetwork.start(home, staleAfter("10s", kraken.address()))) {
            assertThat(network.consoleText()).contains("live crypto values of kraken");
            user(network);
            await(() -> network.papertrader("ann", "quote", "BTC-USD").out().contains("64,250.1"));
            assertThat(network.papertrader("ann", "quote", "BTC-USD").expectDone())
                    .contains("Bitcoin", "Source: kraken");

            kraken.costs("64300.50000");
            await(() -> network.papertrader("ann", "quote", "BTC-USD").out().contains("64,300.5"));
            assertThat(network.papertrader("ann", "buy", "BTC/USD", "0.5", "--wait")
                            .expectDone())
                    .contains("SETTLED", "64,300.5", "kraken");
            assertThat(network.papertrader("op", "admin", "ledger", "check").expectDone())
                    .contains("clean");
            assertThat(network.papertrader("op", "admin", "market", "show").expectDone())
                    .contains("kraken", "serves", "binance", "ETH-USD", "it does not know the asset");

            kraken.costs("0.00000");
            await(() -> bitcoin(network).getBoolean("isStale"));
            await(() ->
                    network.papertrader("ann", "buy", "BTC-USD", "0.1").err().contains("no fresh value"));
            assertThat(network.papertrader("ann", "quote", "BTC-USD").expectDone())
                    .contains("64,300.5");
        }
    }

    @Test
    void startsWithoutANetworkAndSaysSo() throws Exception {
        try (RunningNetwork network = RunningNetwork.start(home, market("kraken", "http://127.0.0.1:9"))) {
            assertThat(network.consoleText()).contains("live crypto values of kraken; there are none yet");
            user(network);

            assertThat(network.papertrader("ann", "buy", "BTC-USD", "1").err()).contains("no fresh value");
            await(() -> network.papertrader("op", "admin", "market", "show")
                    .expectDone()
                    .contains("cannot be reached"));
        }
    }

    /** One variable and no key, while the provider is away: nothing is made up, and everything begins with it. */
    @Test
    void userIsToldThatThereIsNoValueYetAndTradesAsSoonAsThereIs() throws Exception {
        try (ProviderStandIn kraken = kraken()) {
            kraken.fallIll();
            try (RunningNetwork network = RunningNetwork.start(home, market("crypto", kraken.address()))) {
                user(network);
                assertThat(network.papertrader("ann", "quote", "BTC-USD").err()).contains("BTC-USD has no value yet");
                assertThat(network.papertrader("ann", "buy", "BTC-USD", "1").err())
                        .contains("no fresh value");
                assertThat(network.papertrader("ann", "assets", "search", "bitcoin")
                                .expectDone())
                        .contains("No asset that has a value matches 'bitcoin'");
                assertThat(network.papertrader("ann", "assets", "list").expectDone())
                        .contains("No asset has a value yet. Next: papertrader market");
                assertThat(network.papertrader("ann", "market").expectDone())
                        .contains("live crypto values of", "no value yet");
                await(() -> ready(network).matches("(?s).*(kraken|binance) since .* failed \\d+ times in a row.*"));
                assertThat(ready(network)).contains("\"valuesFresh\": false", "\"degraded\": true");
                assertThat(watched())
                        .isNotEmpty()
                        .allSatisfy(metric -> assertThat(metrics(network)).contains("\n" + metric));

                kraken.recover();
                // The turn is Binance's meanwhile, or Kraken's circuit is broken.
                Awaitility.await()
                        .atMost(SOON.multipliedBy(4))
                        .until(() -> quote(network).contains("64250.1"));
                assertThat(network.papertrader("ann", "buy", "BTC-USD", "0.5", "--wait")
                                .expectDone())
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

    private static String metrics(RunningNetwork network) {
        return RestAssured.get(network.management("master") + "/q/metrics").asString();
    }

    private static String ready(RunningNetwork network) {
        return RestAssured.get(network.management("master") + "/q/health/ready").asString();
    }

    @Test
    void goesOnAfterARestartWithValuesAsOldAsTheyAre() throws Exception {
        try (KrakenStandIn kraken = new KrakenStandIn()) {
            Instant before;
            try (RunningNetwork network = RunningNetwork.start(home, market("crypto", kraken.address()))) {
                user(network);
                await(() -> quote(network).contains("64250.1"));
                before = bitcoin(network).getInstant("time");
            }
            Instant stopped = Instant.now();
            try (RunningNetwork network = RunningNetwork.start(home, staleAfter("4s", "http://127.0.0.1:9"))) {
                JsonObject kept = bitcoin(network);
                assertThat(kept.getInstant("time")).isAfterOrEqualTo(before).isBefore(stopped);
                await(() -> bitcoin(network).getBoolean("isStale"));
                assertThat(network.papertrader("ann", "buy", "BTC-USD", "1").err())
                        .contains("no fresh value");
            }
            kraken.costs("64300.50000");
            try (RunningNetwork network = RunningNetwork.start(home, market("crypto", kraken.address()))) {
                await(() -> quote(network).contains("64300.5"));
                List<Long> times = new JsonObject(network.papertrader(
                                        "ann",
                                        "chart",
                                        "BTC-USD",
                                        "--day",
                                        "--date",
                                        LocalDate.ofInstant(before, ZoneOffset.UTC)
                                                .toString(),
                                        "--json")
                                .expectDone())
                        .getJsonArray("bars").stream()
                                .map(bar ->
                                        ((JsonObject) bar).getInstant("time").toEpochMilli())
                                .toList();
                assertThat(times)
                        .as("values of both runs, none twice")
                        .doesNotHaveDuplicates()
                        .isSorted()
                        .contains(before.toEpochMilli());
            }
        }
    }

    @Test
    void tradesSharesByAnotherProviderWhileTheFirstIsIll() throws Exception {
        try (ProviderStandIn alpaca = alpaca();
                ProviderStandIn tiingo = tiingo();
                RunningNetwork network = RunningNetwork.start(home, shares(alpaca, tiingo))) {
            user(network);
            await(() -> network.papertrader("ann", "quote", "AAPL").out().contains("Source: alpaca iex"));

            alpaca.fallIll();
            await(() -> network.papertrader("ann", "quote", "AAPL").out().contains("Source: tiingo"));
            assertThat(network.papertrader("op", "admin", "market", "show").expectDone())
                    .contains("XNYS", "opens", "answered text/html");
            assertThat(network.papertrader("ann", "buy", "AAPL", "2", "--wait").expectDone())
                    .contains("SETTLED", "190.5", "tiingo");

            alpaca.recover();
            await(() -> network.papertrader("ann", "quote", "AAPL").out().contains("Source: alpaca iex"));
            assertThat(network.papertrader("ann", "quote", "BRK/B").expectDone())
                    .contains("Berkshire", "510.25");
            assertThat(network.papertrader("op", "admin", "ledger", "check").expectDone())
                    .contains("clean");
        }
    }

    @Test
    void tradesCurrenciesAtTheReferenceRateOfTheDay() throws Exception {
        try (ProviderStandIn ecb = new ProviderStandIn().csv("/service/data/EXR/", LiveMarketIT::rates);
                RunningNetwork network = RunningNetwork.start(
                        home, Map.of("PAPERTRADER_MARKET", "fx", "PAPERTRADER_ECB_ADDRESS", ecb.address()))) {
            user(network);
            await(() -> network.papertrader("ann", "quote", "GBP-USD").out().contains("1.375"));
            assertThat(network.papertrader("ann", "quote", "GBP-USD").expectDone())
                    .contains("Pound sterling", "Source: ecb");
            assertThat(network.papertrader("op", "admin", "market", "show").expectDone())
                    .contains("ALWAYS: always open", "ecb", "serves", "JPY-USD");
        }
    }

    /** Bars of a year that the provider which serves does not reach come from the other one, and stay. */
    @Test
    void fetchesAWindowOfThePastWhenSomebodyAsksAndOnlyOnce() throws Exception {
        int year = LocalDate.now(ZoneOffset.UTC).getYear() - 3;
        LocalDate endOfJune = LocalDate.of(year, 6, 30);
        try (KrakenStandIn kraken = new KrakenStandIn();
                ProviderStandIn binance = binance(year)) {
            Map<String, String> settings = new HashMap<>(market("crypto", kraken.address()));
            settings.put("PAPERTRADER_BINANCE_ADDRESS", binance.address());
            try (RunningNetwork network = RunningNetwork.start(home, settings)) {
                user(network);
                await(() -> quote(network).contains("64250.1"));
                await(() -> bars(network, "--month", endOfJune) == 30);
                assertThat(bars(network, "--year", endOfJune.withMonth(12))).isEqualTo(12);
            }
            try (RunningNetwork network = RunningNetwork.start(home, settings)) {
                network.papertrader("ann", "login", "ann").expectDone();
                await(() -> bars(network, "--week", endOfJune) == 7);
            }
            assertThat(binance.asked("/api/v3/klines")).hasSize(1);
        }
    }

    private static int bars(RunningNetwork network, String window, LocalDate date) throws IOException {
        return new JsonObject(
                        network.papertrader("ann", "chart", "BTC-USD", window, "--date", date.toString(), "--json")
                                .expectDone())
                .getJsonArray("bars")
                .size();
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
        AtomicReference<LocalDate> told =
                new AtomicReference<>(LocalDate.now(ZoneOffset.UTC).minusDays(2));
        try (ProviderStandIn kraken = kraken();
                ProviderStandIn ecb = new ProviderStandIn().csv("/service/data/EXR/", () -> rates(told.get()))) {
            Map<String, String> settings = new HashMap<>(staleAfter("4s", kraken.address()));
            settings.put("PAPERTRADER_MARKET", "crypto,fx");
            settings.put("PAPERTRADER_ECB_ADDRESS", ecb.address());
            settings.put("PAPERTRADER_ECB_EVERY", "1s");
            settings.put("PAPERTRADER_ECB_CALLS_PER_HOUR", "10000");
            try (RunningNetwork network = RunningNetwork.start(home, settings)) {
                user(network);
                await(() -> quote(network).contains("64250.1"));
                await(() -> network.papertrader("ann", "quote", "GBP-USD").out().contains("1.375"));

                kraken.hang();
                await(() -> bitcoin(network).getBoolean("isStale"));
                told.updateAndGet(date -> date.plusDays(1));
                await(() -> network.papertrader("ann", "quote", "GBP-USD", "--json")
                        .out()
                        .contains(told.get().toString()));

                assertThat(network.papertrader("ann", "buy", "BTC-USD", "1").err())
                        .contains("no fresh value");
                network.papertrader("ann", "buy", "GBP-USD", "10").expectDone();
                await(() -> network.papertrader("op", "admin", "market", "show")
                        .expectDone()
                        .contains("did not answer within"));
            }
        }
    }

    private static ProviderStandIn kraken() throws IOException {
        return new ProviderStandIn().json("/0/public/AssetPairs", () -> """
                        {"error": [], "result": {"XXBTZUSD": {"altname": "XBTUSD", "wsname": "XBT/USD"}}}""").json("/0/public/Ticker", () -> """
                        {"error": [], "result": {"XXBTZUSD": {"c": ["64250.1", "0.0037"], "v": ["812.5", "2145.25"],
                          "l": ["63000.5", "62500.1"], "h": ["64300.0", "65000.0"], "o": "63111.10000"}}}""");
    }

    private static ProviderStandIn alpaca() throws IOException {
        return new ProviderStandIn()
                .json("/v2/assets", () -> """
                        [{"symbol": "AAPL", "status": "active"}, {"symbol": "BRK.B", "status": "active"}]""")
                .json("/v2/stocks/snapshots", () ->
                        """
                        {"AAPL": {"latestTrade": {"t": "NOW", "p": 190.12}}, "BRK.B": {"latestTrade": {"t": "NOW", "p": 510.25}}}""".replace("NOW", Instant.now().toString()))
                .json("/v2/stocks/bars", () -> "{\"bars\": {}, \"next_page_token\": null}");
    }

    private static ProviderStandIn tiingo() throws IOException {
        return new ProviderStandIn()
                .json("/iex", () -> """
                [{"ticker": "AAPL", "timestamp": "NOW", "tngoLast": 190.5, "open": null}]""".replace("NOW", Instant.now().toString()));
    }

    private Map<String, String> shares(ProviderStandIn alpaca, ProviderStandIn tiingo) throws IOException {
        Path list = Files.writeString(
                home.resolve("shares.csv"),
                "symbol,name,currency\nAAPL,Apple Inc.,USD\nBRK.B,Berkshire Hathaway,USD\n");
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

    /** Of yesterday, so that a quarter past two in Frankfurt has been, whenever the test runs. */
    private static String rates() {
        return rates(LocalDate.now(ZoneOffset.UTC).minusDays(1));
    }

    private static String rates(LocalDate day) {
        return """
                KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE
                EXR.D.GBP.EUR.SP00.A,D,GBP,EUR,SP00,A,DAY,0.8
                EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,DAY,1.1
                """.replace("DAY", day.toString());
    }

    private static String quote(RunningNetwork network) throws IOException {
        return network.papertrader("ann", "quote", "BTC-USD", "--json").out();
    }

    private static JsonObject bitcoin(RunningNetwork network) throws IOException {
        return new JsonArray(quote(network)).getJsonObject(0);
    }

    private static void user(RunningNetwork network) throws Exception {
        network.papertrader("ann", "register", "ann", "--email", "ann@example.org")
                .expectDone();
        network.papertrader("ann", "login", "ann").expectDone();
    }

    private static void await(Callable<Boolean> what) {
        Awaitility.await().atMost(SOON).until(what);
    }

    /** Values are stale after minutes: a machine that is busy for seconds makes none of them old. */
    private static Map<String, String> market(String name, String kraken) {
        return Map.of(
                "PAPERTRADER_MARKET",
                name,
                "PAPERTRADER_KRAKEN_ADDRESS",
                kraken,
                "PAPERTRADER_BINANCE_ADDRESS",
                "http://127.0.0.1:9");
    }

    private static Map<String, String> staleAfter(String age, String kraken) {
        Map<String, String> settings = new HashMap<>(market("crypto", kraken));
        settings.put("PAPERTRADER_MARKET_CRYPTO_STALE_AFTER", age);
        return settings;
    }
}
