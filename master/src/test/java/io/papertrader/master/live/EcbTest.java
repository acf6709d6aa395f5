package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the form that the European Central Bank documents; not tried against it. */
class EcbTest {
    private static final Instant NOW = Instant.parse("2026-01-05T21:00:00Z");
    private static final String PATH = "/service/data/EXR/D.GBP+USD.EUR.SP00.A";
    private static final AssetSymbol EURO = new AssetSymbol("EUR-USD");
    private static final AssetSymbol POUND = new AssetSymbol("GBP-USD");
    private static final String RATES = """
            KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE
            EXR.D.GBP.EUR.SP00.A,D,GBP,EUR,SP00,A,2026-01-02,0.8
            EXR.D.GBP.EUR.SP00.A,D,GBP,EUR,SP00,A,2026-01-05,NaN
            EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-01-02,1.1
            EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-01-05,1.2
            """;

    private StandIn server;
    private Ecb ecb;

    @BeforeEach
    void start() {
        server = new StandIn()
                .page(
                        PATH,
                        response -> StandIn.send(response, 200, "application/vnd.sdmx.data+csv;version=1.0.0", RATES));
        ecb = new Ecb(server.web(100, () -> NOW), Duration.ofMinutes(10));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void makesAPairOfTwoRatesOfTheSameDay() {
        Map<AssetSymbol, String> pairs =
                ecb.assets(List.of(EURO, POUND, new AssetSymbol("KO"))).await().indefinitely();
        assertThat(pairs).isEqualTo(Map.of(EURO, "EUR.USD", POUND, "GBP.USD"));

        List<Reading> readings = ecb.values(pairs).await().indefinitely();

        assertThat(readings)
                .extracting(EcbTest::told)
                .containsExactlyInAnyOrder("EUR-USD 1.2 2026-01-05T13:15:00Z", "GBP-USD 1.375 2026-01-02T13:15:00Z");
    }

    private static String told(Reading reading) {
        Sample sample = ((Reading.Value) reading).sample();
        return reading.symbol() + " " + sample.asset().close() + " " + sample.time();
    }

    @Test
    void readsThePastByDays() {
        List<Sample> past = Bars.days(
                ecb,
                POUND,
                "GBP.USD",
                new Stretch(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-05T00:00:00Z")));

        assertThat(past).singleElement().extracting(day -> day.asset().close()).isEqualTo(Money.of("1.375"));
        assertThat(server.asked().getFirst()).contains("startPeriod=2026-01-01&endPeriod=2026-01-05");
    }

    private void says(String... rows) {
        String csv = Stream.of(rows)
                .map(row -> "EXR,D,%s".formatted(row))
                .collect(Collectors.joining("\n", "KEY,FREQ,CURRENCY,TIME_PERIOD,OBS_VALUE\n", "\n"));
        server.page(PATH, response -> StandIn.send(response, 200, "text/csv", csv));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "much", "1e30"})
    void rateThatIsNoneIsItsCurrenciesTroubleAlone(String rate) {
        says("GBP,2026-01-05," + rate, "USD,2026-01-05,1.2");

        assertThat(ecb.values(Map.of(EURO, "EUR.USD", POUND, "GBP.USD")).await().indefinitely())
                .filteredOn(Reading.Nonsense.class::isInstance)
                .singleElement()
                .satisfies(none -> {
                    assertThat(none.symbol()).isEqualTo(POUND);
                    assertThat(((Reading.Nonsense) none).reason()).startsWith("GBP of 2026-01-05: OBS_VALUE is");
                });
    }

    @Test
    void namesRowsOfThePastThatAreNone() {
        says(
                "GBP,2026-01-02,0.8",
                "GBP,2026-01-02,0.9",
                "GBP,2026-01-03,NaN",
                "GBP,tomorrow,0.8",
                "GBP,2026-01-05,0",
                "USD,2026-01-02,1.1",
                "USD,2026-01-05,1.2");

        PastBars told = ecb.history(
                        POUND,
                        "GBP.USD",
                        new Stretch(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-06T00:00:00Z")),
                        Resolution.DAY)
                .await()
                .indefinitely();

        assertThat(told.bars())
                .filteredOn(Reading.Value.class::isInstance)
                .extracting(EcbTest::told)
                .containsExactly("GBP-USD 1.375 2026-01-02T13:15:00Z");
        assertThat(told.bars())
                .filteredOn(Reading.Nonsense.class::isInstance)
                .extracting(none -> ((Reading.Nonsense) none).reason())
                .containsExactly(
                        "GBP of 2026-01-02: it was there already",
                        "GBP of tomorrow: Text 'tomorrow' could not be parsed at index 0",
                        "GBP of 2026-01-05: OBS_VALUE is 0, and a price is above zero");
    }

    @Test
    void refusesAnotherForm() {
        server.page(PATH, response -> StandIn.send(response, 200, "text/html", "<html>"));
        assertThatThrownBy(() -> ecb.values(Map.of(POUND, "GBP.USD")).await().indefinitely())
                .hasMessageContaining("where CSV was asked for");

        server.page(PATH, response -> StandIn.send(response, 200, "text/csv", "KEY,VALUE\na,b\n"));
        assertThatThrownBy(() -> ecb.values(Map.of(POUND, "GBP.USD")).await().indefinitely())
                .hasMessageStartingWith("answered CSV of another form");
    }
}
