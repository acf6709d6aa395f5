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

/** By the shapes that Alpaca documents; not tried against Alpaca. */
class AlpacaTest {
    private static final Instant NOW = Instant.parse("2026-01-05T21:00:00Z");
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    private static final AssetSymbol BERKSHIRE = new AssetSymbol("BRK-B");
    private static final ExchangeCalendar NEW_YORK = new ExchangeCalendar(
            "XNYS", ZoneId.of("America/New_York"), LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of());

    private StandIn server;
    private Alpaca alpaca;

    @BeforeEach
    void start() {
        server = new StandIn();
        Web web = server.web(100, () -> NOW);
        alpaca = new Alpaca(web, web, "iex", true, NEW_YORK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void knowsItsAssetsInAnySpelling() {
        server.json("/v2/assets", """
                [{"id": "1", "class": "us_equity", "exchange": "NASDAQ", "symbol": "AAPL", "name": "Apple", "status": "active",
                  "tradable": true}, {"id": "2", "class": "us_equity", "symbol": "BRK.B", "status": "active"}]
                """);

        assertThat(alpaca.assets(List.of(AAPL, BERKSHIRE, new AssetSymbol("GONE")))
                        .await()
                        .indefinitely())
                .isEqualTo(Map.of(AAPL, "AAPL", BERKSHIRE, "BRK.B"));
    }

    @Test
    void readsTheLatestTradesOfManyWithTheirDay() {
        server.json("/v2/stocks/snapshots", """
                {"AAPL": {"latestTrade": {"t": "2026-01-05T20:59:58.123456789Z", "x": "V", "p": 190.12, "s": 100, "z": "C"},
                   "latestQuote": {"t": "2026-01-05T20:59:59Z", "ap": 190.2, "bp": 190.1},
                   "minuteBar": {"t": "2026-01-05T20:59:00Z", "o": 190, "h": 190.2, "l": 190, "c": 190.12, "v": 1000},
                   "dailyBar": {"t": "2026-01-05T05:00:00Z", "o": 188.5, "h": 191.25, "l": 188, "c": 190.1, "v": 1234567, "n": 1},
                   "prevDailyBar": {"t": "2026-01-02T05:00:00Z", "o": 1, "h": 1, "l": 1, "c": 1, "v": 1}},
                 "BRK.B": {"latestTrade": null}}
                """);

        List<Reading> readings =
                alpaca.values(Map.of(AAPL, "AAPL", BERKSHIRE, "BRK.B")).await().indefinitely();

        assertThat(server.asked()).singleElement().asString().contains("feed=iex");
        assertThat(readings).contains(new Reading.Nonsense(BERKSHIRE, "there is no p"));
        Sample apple = readings.stream()
                .filter(Reading.Value.class::isInstance)
                .map(reading -> ((Reading.Value) reading).sample())
                .findFirst()
                .orElseThrow();
        assertThat(apple.asset())
                .isEqualTo(new Asset(
                        AAPL,
                        Money.of("188.5"),
                        Money.of("191.25"),
                        Money.of("188"),
                        Money.of("190.12"),
                        Quantity.of("1234567")));
        assertThat(apple.time()).isEqualTo("2026-01-05T20:59:58.123456789Z");
    }

    @Test
    void readsThePastPageByPageAsItWasTraded() {
        server.page("/v2/stocks/bars", response -> StandIn.send(response, 200, "application/json", """
                {"bars": {"AAPL": [{"t": "2025-12-31T05:00:00Z", "o": 1, "h": 3, "l": 1, "c": 2, "v": 10}]}, "next_page_token": null}
                """));
        Stretch stretch = new Stretch(Instant.parse("2025-12-30T05:00:00Z"), Instant.parse("2026-01-01T05:00:00Z"));

        server.json("/v1/corporate-actions", """
                {"corporate_actions": {"forward_splits": [
                    {"id": "1", "symbol": "AAPL", "new_rate": 4, "old_rate": 1, "ex_date": "2025-12-31", "process_date": "2025-12-31"}]},
                 "next_page_token": null}
                """);

        PastBars told =
                alpaca.history(AAPL, "AAPL", stretch, Resolution.DAY).await().indefinitely();
        List<Sample> past = Bars.days(alpaca, AAPL, "AAPL", stretch);

        assertThat(told.splits()).containsExactly(new Split(LocalDate.of(2025, 12, 31), new ShareRatio(4, 1)));
        assertThat(server.asked().getFirst()).contains("adjustment=raw");
        assertThat(past).singleElement().extracting(Sample::time).isEqualTo(Instant.parse("2025-12-31T21:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"{}, '{\"corporate_actions\": {}}', bars", "'{\"bars\": {}}', {}, corporate_actions"})
    void answerOfAnotherShapeIsNotOneOfNothing(String bars, String actions, String lacking) {
        server.json("/v2/stocks/bars", bars).json("/v1/corporate-actions", actions);
        Stretch stretch = new Stretch(Instant.parse("2025-12-30T05:00:00Z"), Instant.parse("2026-01-01T05:00:00Z"));
        Uni<PastBars> answer = alpaca.history(AAPL, "AAPL", stretch, Resolution.DAY);

        assertThatThrownBy(() -> answer.await().indefinitely())
                .isInstanceOf(ProviderFault.class)
                .hasMessage("answered without " + lacking);
    }

    @Test
    void tellsOfSplitsOfThePastThatAreNone() {
        server.json("/v2/stocks/bars", "{\"bars\": {}, \"next_page_token\": null}");
        server.json("/v1/corporate-actions", """
                {"corporate_actions": {"forward_splits": [
                    {"id": "1", "symbol": "AAPL", "new_rate": "NaN", "old_rate": 1, "ex_date": "2025-12-31"},
                    {"id": "2", "symbol": "AAPL", "new_rate": 4, "old_rate": 1}]},
                 "next_page_token": null}
                """);
        Stretch stretch = new Stretch(Instant.parse("2025-12-30T05:00:00Z"), Instant.parse("2026-01-01T05:00:00Z"));

        PastBars told =
                alpaca.history(AAPL, "AAPL", stretch, Resolution.DAY).await().indefinitely();

        assertThat(told.noSplits())
                .extracting(Reading.Nonsense::reason)
                .containsExactly(
                        "a split of 2025-12-31: new_rate is \"NaN\", no number", "a split: ex_date is \"\", no date");
        assertThat(server.asked().getLast()).contains("types=forward_split,reverse_split&");
    }

    @Test
    void goesThroughAllPagesAndEndsWhereTheyNeverDo() {
        server.page(
                "/v2/stocks/bars",
                response -> StandIn.send(
                        response,
                        200,
                        "application/json",
                        server.asked().size() == 1
                                ? "{\"bars\": {\"AAPL\": [{\"t\": \"2025-12-30T05:00:00Z\", \"o\": 1, \"h\": 3, \"l\": 1, \"c\": 2,"
                                        + " \"v\": 10}]}, \"next_page_token\": \"abc\"}"
                                : "{\"bars\": {}, \"next_page_token\": \"abc\"}"));
        Stretch stretch = new Stretch(Instant.parse("2025-12-30T05:00:00Z"), Instant.parse("2026-01-01T05:00:00Z"));

        assertThatThrownBy(() -> alpaca.history(AAPL, "AAPL", stretch, Resolution.DAY)
                        .await()
                        .indefinitely())
                .hasMessage("gives pages without an end");
        assertThat(server.asked().get(1)).contains("page_token=abc");
    }

    @Test
    void readsCorporateActionsByTheirExDates() {
        server.json("/v1/corporate-actions", """
                {"corporate_actions": {
                  "forward_splits": [
                    {"id": "1", "symbol": "AAPL", "new_rate": 4, "old_rate": 1, "ex_date": "2026-01-06", "process_date": "2026-01-06"},
                    {"id": "2", "symbol": "AAPL", "new_rate": 4, "old_rate": 1, "ex_date": "2026-02-06", "process_date": "2026-02-06"}],
                  "reverse_splits": [{"id": "3", "symbol": "GONE", "new_rate": 1, "old_rate": 20, "ex_date": "2026-01-06"}],
                  "cash_dividends": [
                    {"id": "4", "symbol": "BRK.B", "rate": 0.25, "special": false, "ex_date": "2026-01-07", "process_date": "2026-02-12"},
                    {"id": "5", "symbol": "BRK.B", "rate": 1.5, "special": true, "ex_date": "2026-01-07", "process_date": "2026-02-12"},
                    {"id": "6", "symbol": "AAPL", "rate": "much", "ex_date": "2026-01-07"}],
                  "name_changes": [{"id": "7", "old_symbol": "AAPL", "new_symbol": "PEAR", "process_date": "2026-01-07"}]},
                 "next_page_token": null}
                """);

        ToldActions told = alpaca.actions(
                        Map.of(AAPL, "AAPL", BERKSHIRE, "BRK.B"),
                        LocalDate.parse("2026-01-05"),
                        LocalDate.parse("2026-01-07"))
                .await()
                .indefinitely();

        assertThat(told.nonsense())
                .containsExactly(new Reading.Nonsense(AAPL, "a dividend of 2026-01-07: rate is \"much\", no number"));
        assertThat(told.actions())
                .extracting(action -> action.id() + " " + action.change())
                .containsExactlyInAnyOrder(
                        "AAPL/2026-01-06/split Split[ratio=4 for 1]",
                        "BRK-B/2026-01-07/dividend Dividend[perShare=1.75]");
        assertThat(server.asked()).singleElement().asString().contains("start=2026-01-05", "end=2026-05-07");
    }

    /** Each call brings the change of a symbol that it names. */
    @Test
    void renamingBetweenSymbolsOfTwoCallsIsOne() {
        server.json("/v1/corporate-actions", """
                {"corporate_actions": {"name_changes": [
                    {"id": "7", "old_symbol": "A0", "new_symbol": "A500", "process_date": "2026-01-07"}]},
                 "next_page_token": null}
                """);
        Map<AssetSymbol, String> many = IntStream.rangeClosed(0, 500)
                .boxed()
                .collect(Collectors.toMap(i -> new AssetSymbol("A" + i), i -> "A" + i));

        ToldActions told = alpaca.actions(many, LocalDate.parse("2026-01-05"), LocalDate.parse("2026-01-07"))
                .await()
                .indefinitely();

        assertThat(server.asked()).hasSize(2);
        assertThat(told.nonsense()).isEmpty();
        assertThat(told.actions())
                .extracting(action -> action.id() + " " + action.change())
                .containsExactly("A0/2026-01-07/renaming Renaming[to=A500]");
    }

    @Test
    void saysWhatItNeeds() {
        Web web = server.web(1, () -> NOW);

        assertThat(new Alpaca(web, web, "iex", false, NEW_YORK).missingSetting())
                .contains("PAPERTRADER_ALPACA_KEY and PAPERTRADER_ALPACA_SECRET");
    }
}
