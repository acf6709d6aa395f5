package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
