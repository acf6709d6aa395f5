package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By the shapes that Kraken documents; not tried against Kraken. */
class KrakenTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final AssetSymbol BTC = new AssetSymbol("BTC-USD");
    private static final AssetSymbol DOGE = new AssetSymbol("DOGE-USD");
    private static final Map<AssetSymbol, String> BOTH = Map.of(BTC, "XXBTZUSD", DOGE, "XDGUSD");

    private StandIn server;
    private Kraken kraken;

    @BeforeEach
    void start() {
        server = new StandIn();
        kraken = new Kraken(server.web(100, () -> NOW));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void knowsAssetsByItsOwnNames() {
        server.json("/0/public/AssetPairs", """
                {"error": [], "result": {
                  "XXBTZUSD": {"altname": "XBTUSD", "wsname": "XBT/USD", "base": "XXBT", "quote": "ZUSD"},
                  "XDGUSD": {"altname": "XDGUSD", "wsname": "XDG/USD", "base": "XXDG", "quote": "ZUSD"}}}
                """);

        assertThat(kraken.assets(List.of(BTC, DOGE, new AssetSymbol("NONE-USD"), new AssetSymbol("KO")))
                        .await()
                        .indefinitely())
                .isEqualTo(BOTH);
    }

    @Test
    void readsManyValuesOfOneCallAndNamesTheOneThatIsNone() {
        server.page("/0/public/Ticker", response -> StandIn.send(response, 200, "application/json", """
                {"error": [], "result": {
                  "XXBTZUSD": {"a": ["64250.1", "1", "1.000"], "b": ["64250.0", "2", "2.000"], "c": ["64250.10000", "0.0037"],
                    "v": ["812.5", "2145.25"], "p": ["64000", "63900"], "t": [10, 20], "l": ["63000.5", "62500.1"],
                    "h": ["64300.0", "65000.0"], "o": "63111.10000"},
                  "XDGUSD": {"a": ["0.2", "1", "1"], "c": ["0.00000", "5"], "v": ["1", "1"], "l": ["0.1", "0.1"], "h": ["0.3", "0.3"],
                    "o": "0.2"}}}
                """));

        List<Reading> readings = kraken.values(BOTH).await().indefinitely();

        assertThat(server.asked())
                .singleElement()
                .asString()
                .contains("XXBTZUSD")
                .contains("XDGUSD");
        assertThat(readings).hasSize(2);
        assertThat(readings.stream().filter(reading -> reading.symbol().equals(DOGE)))
                .containsExactly(new Reading.Nonsense(DOGE, "c is 0.00000, and a price is above zero"));
        Sample bitcoin = readings.stream()
                .filter(Reading.Value.class::isInstance)
                .map(reading -> ((Reading.Value) reading).sample())
                .findFirst()
                .orElseThrow();
        assertThat(bitcoin.asset())
                .isEqualTo(new Asset(
                        BTC,
                        Money.of("63111.1"),
                        Money.of("64300"),
                        Money.of("63000.5"),
                        Money.of("64250.1"),
                        Quantity.of("812.5")));
        assertThat(bitcoin.source()).isEqualTo("kraken");
    }

    @Test
    void namesWhatAValueLacks() {
        server.json("/0/public/Ticker", """
                {"error": [], "result": {"XXBTZUSD": {"c": ["NaN", "1"], "o": "1", "h": ["1"], "l": ["1"], "v": ["1"]},
                  "XDGUSD": {"c": ["1"], "h": ["1"], "l": ["1"], "v": ["1"]}}}
                """);

        assertThat(kraken.values(BOTH).await().indefinitely())
                .containsExactlyInAnyOrder(
                        new Reading.Nonsense(BTC, "c is \"NaN\", no number"),
                        new Reading.Nonsense(DOGE, "there is no o"));
    }

    @Test
    void readsAFaultThatComesWithStatus200() {
        server.json("/0/public/Ticker", "{\"error\": [\"EQuery:Unknown asset pair\"]}");

        assertThatThrownBy(() -> kraken.values(BOTH).await().indefinitely())
                .hasMessage("answered EQuery:Unknown asset pair");
    }

    @Test
    void readsAnAnswerOfAnotherShapeAsAFault() {
        server.json("/0/public/Ticker", "{\"data\": []}");

        assertThatThrownBy(() -> kraken.values(BOTH).await().indefinitely()).hasMessage("answered without a result");
    }

    @Test
    void answerWithoutBarsIsNotOneOfNothing() {
        server.json("/0/public/OHLC", "{\"error\": [], \"result\": {\"XETHZUSD\": [], \"last\": 1}}");

        assertThatThrownBy(() -> kraken.history(
                                BTC,
                                "XXBTZUSD",
                                new Stretch(
                                        Instant.parse("2025-12-30T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")),
                                Resolution.DAY)
                        .await()
                        .indefinitely())
                .hasMessage("answered without bars of XXBTZUSD");
    }

    @Test
    void readsThePastByDays() {
        server.json("/0/public/OHLC", """
                {"error": [], "result": {"XXBTZUSD": [
                  [1767052800, "60000.0", "61000.0", "59000.0", "60500.0", "60100.0", "1000.5", 12],
                  [1767139200, "60500.0", "62000.0", "60400.0", "61800.0", "61000.0", "900.25", 10],
                  [1767225600, "61800.0", "61900.0", "61700.0", "61750.0", "61800.0", "5.5", 2]], "last": 1767139200}}
                """);

        List<Sample> past = Bars.days(
                kraken,
                BTC,
                "XXBTZUSD",
                new Stretch(Instant.parse("2025-12-30T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(past)
                .extracting(Sample::time)
                .containsExactly(Instant.parse("2025-12-30T23:59:59.999Z"), Instant.parse("2025-12-31T23:59:59.999Z"));
        assertThat(past.getLast().asset().close()).isEqualTo(Money.of("61800"));
    }
}
