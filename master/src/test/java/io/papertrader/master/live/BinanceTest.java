package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By the shapes that Binance documents; not tried against Binance. */
class BinanceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final AssetSymbol BTC = new AssetSymbol("BTC-USD");
    private static final AssetSymbol ETH = new AssetSymbol("ETH-EUR");

    private StandIn server;
    private Binance binance;

    @BeforeEach
    void start() {
        server = new StandIn();
        binance = new Binance(server.web(100, () -> NOW), "USDT");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void knowsPairsAgainstATokenOfTheDollar() {
        server.json("/api/v3/ticker/price", """
                [{"symbol": "BTCUSDT", "price": "64250.01"}, {"symbol": "ETHEUR", "price": "2900.00"}]
                """);

        assertThat(binance.assets(List.of(BTC, ETH, new AssetSymbol("NONE-USD"), new AssetSymbol("KO")))
                        .await()
                        .indefinitely())
                .isEqualTo(Map.of(BTC, "BTCUSDT", ETH, "ETHEUR"));
    }

    @Test
    void readsManyValuesOfOneCall() {
        server.json("/api/v3/ticker/24hr", """
                [{"symbol": "BTCUSDT", "openPrice": "60000.1", "highPrice": "65000.0", "lowPrice": "59000.0",
                  "lastPrice": "64250.01000000", "volume": "20000.1", "quoteVolume": "1.0", "openTime": 1767182400000,
                  "closeTime": 1767268799123, "firstId": 1, "lastId": 2, "count": 2},
                 {"symbol": "ETHEUR", "lastPrice": "-1", "closeTime": 1767268799123}]
                """);

        List<Reading> readings =
                binance.values(Map.of(BTC, "BTCUSDT", ETH, "ETHEUR")).await().indefinitely();

        assertThat(server.asked()).hasSize(1);
        Sample bitcoin = ((Reading.Value) readings.stream()
                        .filter(reading -> reading.symbol().equals(BTC))
                        .findFirst()
                        .orElseThrow())
                .sample();
        assertThat(bitcoin.asset().close()).isEqualTo(Money.of("64250.01"));
        assertThat(bitcoin.time()).isEqualTo("2026-01-01T11:59:59.123Z");
        assertThat(bitcoin.source()).isEqualTo("binance BTCUSDT");
        assertThat(readings).contains(new Reading.Nonsense(ETH, "lastPrice is -1, and a price is above zero"));
    }

    @Test
    void readsThePastByDays() {
        server.json("/api/v3/klines", """
                [[1767139200000, "60500.0", "62000.0", "60400.0", "61800.0", "900.25", 1767225599999, "1.0", 10, "1", "1", "0"]]
                """);

        List<Sample> past = Bars.days(
                binance,
                BTC,
                "BTCUSDT",
                new Stretch(Instant.parse("2025-12-30T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(past).singleElement().satisfies(day -> {
            assertThat(day.time()).isEqualTo("2025-12-31T23:59:59.999Z");
            assertThat(day.asset().low()).isEqualTo(Money.of("60400"));
        });
    }

    @Test
    void saysWhereItMayNotBeAsked() {
        server.page(
                "/api/v3/ticker/price", response -> StandIn.send(response, 451, "application/json", "{\"code\": 0}"));

        assertThatThrownBy(() -> binance.assets(List.of(BTC)).await().indefinitely())
                .hasMessage("answered with status 451: it may not serve this country");
    }

    /** A day has more minutes than a page. */
    @Test
    void goesOnBehindAFullPage() {
        long midnight = Instant.parse("2025-12-31T00:00:00Z").toEpochMilli();
        server.page("/api/v3/klines", response -> {
            int from = server.asked().getLast().contains("startTime=" + midnight) ? 0 : 1_000;
            StandIn.send(response, 200, "application/json", minutes(midnight, from, Math.min(from + 1_000, 1_440)));
        });

        PastBars told = binance.history(
                        BTC,
                        "BTCUSDT",
                        new Stretch(Instant.parse("2025-12-31T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")),
                        Resolution.MINUTE)
                .await()
                .indefinitely();

        assertThat(told.bars()).hasSize(1_440).doesNotHaveDuplicates();
        assertThat(server.asked()).hasSize(2).last().asString().contains("startTime=" + (midnight + 60_000_000));
    }

    /** The beginning of the next page is not guessed: the rest would never be asked for. */
    @Test
    void pageWhoseEndHasNoTimeIsNotTheLast() {
        long midnight = Instant.parse("2025-12-31T00:00:00Z").toEpochMilli();
        String page = minutes(midnight, 0, 1_000);
        server.json("/api/v3/klines", page.substring(0, page.lastIndexOf(',')) + ", null]]");

        assertThatThrownBy(() -> binance.history(
                                BTC,
                                "BTCUSDT",
                                new Stretch(
                                        Instant.parse("2025-12-31T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")),
                                Resolution.MINUTE)
                        .await()
                        .indefinitely())
                .hasMessageStartingWith("answered with a page whose end has no time");
    }

    private static String minutes(long midnight, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(minute -> "[%d, \"1\", \"2\", \"1\", \"2\", \"5\", %d]"
                        .formatted(midnight + minute * 60_000L, midnight + minute * 60_000L + 59_999))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
