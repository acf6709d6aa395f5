package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.Asset;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.market.calendar.ExchangeCalendar;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Split;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By the shapes that Tiingo documents; not tried against Tiingo. */
class TiingoTest {
    private static final Instant NOW = Instant.parse("2026-01-05T21:00:00Z");
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    private static final AssetSymbol BERKSHIRE = new AssetSymbol("BRK.B");
    private static final ExchangeCalendar NEW_YORK = new ExchangeCalendar(
            "XNYS", ZoneId.of("America/New_York"), LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of());

    private static final Stretch NEW_YEARS_EVE =
            new Stretch(Instant.parse("2025-12-30T05:00:00Z"), Instant.parse("2026-01-01T05:00:00Z"));

    private StandIn server;
    private Tiingo tiingo;

    @BeforeEach
    void start() {
        server = new StandIn();
        tiingo = new Tiingo(server.web(100, () -> NOW), Duration.ofMinutes(2), true, NEW_YORK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void writesTheClassOfAShareInItsOwnWay() {
        assertThat(tiingo.assets(List.of(BERKSHIRE)).await().indefinitely()).isEqualTo(Map.of(BERKSHIRE, "brk-b"));
    }

    @Test
    void readsManyValuesOfOneCall() {
        server.json("/iex/", """
                [{"ticker": "AAPL", "timestamp": "2026-01-05T15:59:58.5-05:00", "lastSaleTimestamp": "2026-01-05T15:59:58.5-05:00",
                  "open": 188.5, "high": 191.25, "low": 188.0, "mid": null, "tngoLast": 190.12, "last": 190.12, "lastSize": 100,
                  "bidSize": null, "bidPrice": null, "askPrice": null, "prevClose": 187.0, "volume": 1234567}]
                """);

        List<Reading> readings =
                tiingo.values(Map.of(AAPL, "aapl", BERKSHIRE, "brk-b")).await().indefinitely();

        assertThat(readings)
                .as("and no word about the one that it does not tell of")
                .containsExactly(new Reading.Value(new Sample(
                        new Asset(
                                AAPL,
                                Money.of("188.5"),
                                Money.of("191.25"),
                                Money.of("188"),
                                Money.of("190.12"),
                                Quantity.of("1234567")),
                        Instant.parse("2026-01-05T20:59:58.5Z"),
                        "tiingo")));
    }

    @Test
    void namesNoneWhereThereAreVeryMany() {
        server.json("/iex/", "[]");
        Map<AssetSymbol, String> many =
                IntStream.range(0, 501).boxed().collect(Collectors.toMap(i -> new AssetSymbol("A" + i), i -> "a" + i));

        assertThat(tiingo.values(many).await().indefinitely()).isEmpty();
        assertThat(server.asked()).containsExactly("/iex/");
    }

    @Test
    void readsTheLastDayOfAllInOneCall() {
        server.json("/tiingo/daily/prices", """
                [{"ticker": "AAPL", "date": "2026-01-02T00:00:00.000Z", "close": 2.0, "high": 3.0, "low": 1.0, "open": 1.5,
                  "volume": 10, "divCash": 0.0, "splitFactor": 1.0},
                 {"ticker": "BRK-B", "date": "2026-01-02T00:00:00.000Z", "close": null, "high": 3.0, "low": 1.0, "open": 1.5,
                  "volume": 10, "splitFactor": 1.0},
                 {"ticker": "OTHER", "date": "2026-01-02T00:00:00.000Z", "close": 2.0}]
                """);

        List<Reading> days = tiingo.lastDays(Map.of(AAPL, "aapl", BERKSHIRE, "brk-b"))
                .await()
                .indefinitely();

        assertThat(days).hasSize(2).contains(new Reading.Nonsense(BERKSHIRE, "2026-01-02: there is no close"));
        assertThat(days)
                .filteredOn(Reading.Value.class::isInstance)
                .singleElement()
                .extracting(day -> ((Reading.Value) day).sample())
                .satisfies(day -> {
                    assertThat(day.asset().symbol()).isEqualTo(AAPL);
                    assertThat(day.time()).isEqualTo("2026-01-02T21:00:00Z");
                });
    }

    /** The split comes with the asset's own bars. */
    @Test
    void lastDayOfASplitIsLeftToAQuestionAboutTheAsset() {
        server.json("/tiingo/daily/prices", """
                [{"ticker": "AAPL", "date": "2026-01-02T00:00:00.000Z", "close": 2.0, "high": 3.0, "low": 1.0, "open": 1.5,
                  "volume": 10, "splitFactor": 4.0}]
                """);

        assertThat(tiingo.lastDays(Map.of(AAPL, "aapl")).await().indefinitely()).isEmpty();
    }

    @Test
    void readsCorporateActionsOfEachTradingDay() {
        server.json("/tiingo/corporate-actions/splits", """
                [{"permaTicker": "US000000000038", "ticker": "aapl", "exDate": "2026-01-05T00:00:00.000Z", "splitFrom": 1.0,
                  "splitTo": 1.5, "splitFactor": 1.5, "splitStatus": "a"},
                 {"permaTicker": "US000000000039", "ticker": "brk-b", "exDate": "2026-01-05T00:00:00.000Z", "splitFrom": 1.0,
                  "splitTo": 50.0, "splitFactor": 50.0, "splitStatus": "c"}]
                """);
        server.json("/tiingo/corporate-actions/distributions", """
                [{"permaTicker": "US000000000040", "ticker": "ko", "exDate": "2026-01-05T00:00:00.000Z", "distribution": 0.51},
                 {"permaTicker": "US000000000039", "ticker": "BRK-B", "exDate": "2026-01-05T00:00:00.000Z", "distribution": 0.25,
                  "distributionFreqency": "q"}]
                """);

        ToldActions told = tiingo.actions(
                        Map.of(AAPL, "aapl", BERKSHIRE, "brk-b"),
                        LocalDate.parse("2026-01-03"),
                        LocalDate.parse("2026-01-05"))
                .await()
                .indefinitely();

        assertThat(told.actions())
                .extracting(action -> action.id() + " " + action.change())
                .containsExactlyInAnyOrder(
                        "AAPL/2026-01-05/split Split[ratio=3 for 2]",
                        "BRK.B/2026-01-05/dividend Dividend[perShare=0.25]");
        assertThat(server.asked()).as("a weekend has none").allMatch(asked -> asked.endsWith("exDate=2026-01-05"));
    }

    @Test
    void readsThePastAsItWasTraded() {
        server.json("/tiingo/daily/aapl/prices", """
                [{"date": "2025-12-31T00:00:00.000Z", "close": 2.0, "high": 3.0, "low": 1.0, "open": 1.5, "volume": 10, "adjClose": 1.0,
                  "adjHigh": 1.5, "adjLow": 0.5, "adjOpen": 0.75, "adjVolume": 20, "divCash": 0.0, "splitFactor": 1.0}]
                """);

        List<Sample> past = Bars.days(
                tiingo,
                AAPL,
                "aapl",
                new Stretch(Instant.parse("2025-12-30T05:00:00Z"), Instant.parse("2026-01-01T05:00:00Z")));

        assertThat(past).singleElement().satisfies(day -> {
            assertThat(day.time()).isEqualTo("2025-12-31T21:00:00Z");
            assertThat(day.asset().close()).isEqualTo(Money.of("2"));
        });
    }

    @Test
    void tellsOfTheSplitsBetweenDaysAndOfADayThatIsNone() {
        server.json("/tiingo/daily/aapl/prices", """
                [{"date": "2025-12-30T00:00:00.000Z", "close": 8, "high": 8, "low": 8, "open": 8, "volume": 1, "splitFactor": 1.0},
                 {"date": "2025-12-31T00:00:00.000Z", "close": null, "high": 3, "low": 1, "open": 2, "volume": 1, "splitFactor": 4.0}]
                """);

        PastBars told = tiingo.history(
                        AAPL,
                        "aapl",
                        new Stretch(Instant.parse("2025-12-30T05:00:00Z"), Instant.parse("2026-01-01T05:00:00Z")),
                        Resolution.DAY)
                .await()
                .indefinitely();

        assertThat(told.splits()).containsExactly(new Split(LocalDate.of(2025, 12, 31), new ShareRatio(4, 1)));
        assertThat(told.bars())
                .hasSize(2)
                .last()
                .isEqualTo(new Reading.Nonsense(AAPL, "2025-12-31: there is no close"));
    }

    /** Nobody knows whether there was a split where its factor is left out, or is no number. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | there is no splitFactor",
                "'\"splitFactor\": null,' | there is no splitFactor",
                "'\"splitFactor\": \"seven\",' | splitFactor is \"seven\", no number",
                "'\"splitFactor\": {},' | there is no splitFactor"
            })
    void factorThatIsNoneIsNoFactorOfOne(String factor, String why) {
        String day = """
                [{"ticker": "aapl", "date": "2025-12-31T00:00:00.000Z", "close": 2, "high": 3, "low": 1, "open": 2, FACTOR "volume": 1}]
                """.replace("FACTOR", factor);
        server.json("/tiingo/daily/aapl/prices", day).json("/tiingo/daily/prices", day);

        assertThat(tiingo.history(AAPL, "aapl", NEW_YEARS_EVE, Resolution.DAY)
                        .await()
                        .indefinitely()
                        .noSplits())
                .extracting(Reading.Nonsense::reason)
                .containsExactly("a split of 2025-12-31T00:00:00.000Z: " + why);
        assertThat(tiingo.lastDays(Map.of(AAPL, "aapl")).await().indefinitely())
                .as("the asset is asked for by itself")
                .isEmpty();
    }

    @Test
    void factorThatIsWrittenAsTextIsTheNumberThatItSays() {
        server.json("/tiingo/daily/aapl/prices", """
                [{"date": "2025-12-31T00:00:00.000Z", "close": 2, "high": 3, "low": 1, "open": 2, "volume": 1, "splitFactor": "7.0"}]
                """);

        assertThat(tiingo.history(AAPL, "aapl", NEW_YEARS_EVE, Resolution.DAY)
                        .await()
                        .indefinitely()
                        .splits())
                .containsExactly(new Split(LocalDate.of(2025, 12, 31), new ShareRatio(7, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"much\"", "-1", "0"})
    void openThatIsNoneIsNoOpenOfNow(String open) {
        server.json("/iex/", """
                [{"ticker": "AAPL", "timestamp": "2026-01-05T15:59:58-05:00", "open": OPEN, "high": 2, "low": 1, "tngoLast": 2, "volume": 1}]
                """.replace("OPEN", open));

        assertThat(tiingo.values(Map.of(AAPL, "aapl")).await().indefinitely())
                .singleElement()
                .asString()
                .contains("open is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tiingo/daily/aapl/prices", "/tiingo/daily/prices", "/iex/"})
    void answerThatIsNoListIsNotOneOfNothing(String path) {
        server.json(path, "{\"detail\": \"Not found.\"}");
        Uni<?> answer =
                switch (path) {
                    case "/iex/" -> tiingo.values(Map.of(AAPL, "aapl"));
                    case "/tiingo/daily/prices" -> tiingo.lastDays(Map.of(AAPL, "aapl"));
                    default -> tiingo.history(AAPL, "aapl", NEW_YEARS_EVE, Resolution.DAY);
                };

        assertThatThrownBy(() -> answer.await().indefinitely())
                .isInstanceOf(ProviderFault.class)
                .hasMessageContaining("where a list was asked for");
    }

    @Test
    void splitThatIsNoneHarmsNotTheBarOfItsDay() {
        server.json("/tiingo/daily/aapl/prices", """
                [{"date": "2025-12-31T00:00:00.000Z", "close": 2, "high": 3, "low": 1, "open": 2, "volume": 1, "splitFactor": -4}]
                """);

        PastBars told = tiingo.history(
                        AAPL,
                        "aapl",
                        new Stretch(Instant.parse("2025-12-30T05:00:00Z"), Instant.parse("2026-01-01T05:00:00Z")),
                        Resolution.DAY)
                .await()
                .indefinitely();

        assertThat(told.bars()).singleElement().isInstanceOf(Reading.Value.class);
        assertThat(told.noSplits()).singleElement().satisfies(none -> {
            assertThat(none.symbol()).isEqualTo(AAPL);
            assertThat(none.reason()).startsWith("a split of 2025-12-31T00:00:00.000Z: ");
        });
    }
}
