package io.papertrader.cli;

import static io.papertrader.client.Samples.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.client.Samples;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetMatches;
import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Quote;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.GetAssetValueDay;
import io.papertrader.codec.message.AssetRequest.GetAssetValueMonth;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePage;
import io.papertrader.codec.message.AssetRequest.GetAssetValueYear;
import io.papertrader.codec.message.AssetRequest.GetForecast;
import io.papertrader.codec.message.AssetRequest.GetQuote;
import io.papertrader.codec.message.AssetRequest.SearchAssets;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SeriesWindow;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetCommandsTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() throws IOException {
        cli = new Cli(folder).loggedIn();
        cli.worker()
                .answer(GetAssetInfo.class, request -> Samples.apple())
                .answer(GetAssetValueMonth.class, request -> Samples.series(20))
                .answer(GetAssetValueYear.class, request -> Samples.series(3))
                .answer(GetForecast.class, request -> Samples.forecast(250, 201));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    @Test
    void quotesTheAssetsThatAreNamed() {
        Run run = cli.run("quote", "aapl");

        assertThat(run.out()).isEqualTo("""
                        symbol  name         value  change    high       low  volume  time (UTC)
                        AAPL    Apple Inc.  159.54  -2.17%  163.40  159.0685   51.6M  2018-02-07
                        Source: replay of 2018-02-07
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void quotesAllAssetsWhereNoneIsNamed() {
        cli.worker()
                .answer(
                        GetAssetList.class,
                        request -> new AssetList(
                                List.of(Samples.apple(), Samples.assetInfo("MSFT", "Microsoft", "90", "89.61"))));

        assertThat(cli.run("quote").out().lines())
                .hasSize(4)
                .element(2)
                .asString()
                .startsWith("MSFT    Microsoft    89.61");
    }

    @Test
    void saysWhichValuesAreTooOldToBeTradedOn() {
        AssetInfo apple = Samples.apple();
        cli.worker()
                .answer(
                        GetQuote.class,
                        request ->
                                new Quote(apple.asset(), apple.name(), apple.currency(), apple.time(), "kraken", true));

        assertThat(cli.run("quote", "AAPL").out()).endsWith("""
                        Source: kraken
                        Stale, orders wait for a new value: AAPL
                        """);
    }

    @Test
    void saysThatThereAreNoValuesYet() {
        cli.worker().answer(GetAssetList.class, request -> new AssetList(List.of()));

        assertThat(cli.run("quote").out()).isEqualTo("There are no values yet.\n");
    }

    @Test
    void tellsWhenTheMarketOpensAndCloses() {
        assertThat(cli.run("market").out())
                .contains("hours", "XNYS: closed, opens 2018-02-08 14:30:00, closes 2018-02-08 21:00:00 UTC");
        assertThat(cli.run("market", "KO").out()).contains("XNYS: closed, opens 2018-02-08 14:30:00");
        assertThat(new JsonObject(cli.run("market", "--json").out())
                        .getJsonArray("hours")
                        .getJsonObject(0)
                        .getString("opens"))
                .isEqualTo("2018-02-08T14:30:00Z");
    }

    @Test
    void quotesAsJson() {
        JsonObject quote = new JsonArray(cli.run("quote", "AAPL", "--json").out()).getJsonObject(0);

        assertThat(quote)
                .isEqualTo(new JsonObject()
                        .put(
                                "asset",
                                new JsonObject()
                                        .put("symbol", "AAPL")
                                        .put("open", "163.085")
                                        .put("high", "163.4")
                                        .put("low", "159.0685")
                                        .put("close", "159.54")
                                        .put("volume", "51608580"))
                        .put("name", "Apple Inc.")
                        .put("currency", "USD")
                        .put("time", "2018-02-07T00:00:00Z")
                        .put("source", "replay of 2018-02-07")
                        .put("isStale", false));
    }

    @Test
    void coloursTheChangeAtATerminal() {
        String loss = "\u001b[31m-2.17%\u001b[0m";

        assertThat(cli.run(new FakeTerminal().typing(), "quote", "AAPL").out()).contains(loss);
        assertThat(cli.run(new FakeTerminal().typing(), "quote", "AAPL", "--no-color")
                        .out())
                .doesNotContain("\u001b");
        assertThat(cli.variable("NO_COLOR", "1")
                        .run(new FakeTerminal().typing(), "quote", "AAPL")
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void coloursWhatIsReadElsewhereOnlyWhereThatIsForced() {
        assertThat(cli.run("quote", "AAPL").out()).doesNotContain("\u001b");
        assertThat(cli.variable("CLICOLOR_FORCE", "0").run("quote", "AAPL").out())
                .doesNotContain("\u001b");
        assertThat(cli.variable("CLICOLOR_FORCE", "1").run("quote", "AAPL").out())
                .contains("\u001b[31m");
        assertThat(cli.variable("NO_COLOR", "1").run("quote", "AAPL").out()).doesNotContain("\u001b");
    }

    @Test
    void sendsATerminalNothingThatItCannotDo() {
        for (String name : List.of("dumb", "")) {
            assertThat(cli.variable("TERM", name)
                            .run(new FakeTerminal().typing(), "quote", "AAPL")
                            .out())
                    .doesNotContain("\u001b");
        }
        assertThat(cli.variable("TERM", "xterm")
                        .variable("CLICOLOR", "0")
                        .run(new FakeTerminal().typing(), "quote", "AAPL")
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void fitsATableToTheScreen() {
        String narrow = cli.run(new FakeTerminal().ofSize(60, 24), "quote", "AAPL", "--no-color")
                .out();

        assertThat(narrow).isEqualTo("""
                        symbol  name         value  change    high  time (UTC)
                        AAPL    Apple Inc.  159.54  -2.17%  163.40  2018-02-07
                        No room for: low, volume.
                        Source: replay of 2018-02-07
                        """);
    }

    @Test
    void showsWhatAServerWroteHarmlessly() {
        cli.worker()
                .answer(
                        GetAssetInfo.class,
                        request -> Samples.assetInfo("AAPL", "App\u001b]0;owned\u0007le\u009b2J", "1", "2"));

        for (String[] arguments : List.of(new String[] {"quote", "AAPL"}, new String[] {"quote", "AAPL", "--json"})) {
            assertThat(cli.run(arguments).out()).containsIgnoringCase("App\\u001b]0;owned\\u0007le\\u009b2J");
        }
    }

    @Test
    void tellsARefusalInOneLine() {
        cli.worker()
                .answer(GetAssetInfo.class, request -> new DataFail(FailCode.UNKNOWN_ASSET, "There is no asset NOPE."));

        assertThat(cli.run("quote", "NOPE"))
                .isEqualTo(new Run(1, "", "papertrader: UNKNOWN_ASSET: There is no asset NOPE.\n"));
        assertThat(cli.run("quote", "NOPE", "--json").err())
                .isEqualTo("{\"error\":{\"code\":\"UNKNOWN_ASSET\",\"reason\":\"There is no asset NOPE.\"}}\n");
    }

    @Test
    void quotesTheOthersWhereOneIsUnknown() {
        cli.worker()
                .answer(
                        GetAssetInfo.class,
                        request -> request.asset().equals(AAPL)
                                ? Samples.apple()
                                : new DataFail(FailCode.UNKNOWN_ASSET, "There is no asset " + request.asset() + "."));

        Run text = cli.run("quote", "NOPE", "AAPL", "NADA");
        Run json = cli.run("quote", "NOPE", "AAPL", "--json");

        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out()).hasLineCount(3).contains("Apple Inc.");
        assertThat(text.err()).isEqualTo("""
                        papertrader: UNKNOWN_ASSET: There is no asset NOPE.
                        papertrader: UNKNOWN_ASSET: There is no asset NADA.
                        """);
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(new JsonArray(json.out())).hasSize(1);
        assertThat(new JsonObject(json.err()).getJsonObject("error").getString("reason"))
                .isEqualTo("There is no asset NOPE.");
    }

    @Test
    void endsAsUnreachableWhereTheMasterIsAway() {
        cli.worker()
                .answer(
                        GetAssetInfo.class,
                        request -> new DataFail(FailCode.UNAVAILABLE, "The master cannot be reached now."));

        assertThat(cli.run("quote", "AAPL").exitCode()).isEqualTo(4);
    }

    @Test
    void asksForTheMonthUpToTheLatestValue() throws InterruptedException {
        Run run = cli.run("chart", "AAPL");

        assertThat(takeUpTo(GetAssetValuePage.class))
                .isEqualTo(new GetAssetValuePage(
                        AAPL, SeriesWindow.MONTH, Optional.of(AsOf.parse("2018-02-07")), Cursor.START));
        assertThat(run.out().lines().findFirst()).contains("AAPL  Apple Inc.  month  110.00 USD  0.00%");
        assertThat(run.out().lines()).hasSize(21).last().isEqualTo("Source: replay of 2018-02-07");
    }

    /** Evening in New York, where it is the 7th; in UTC it is the 8th already. */
    @Test
    void takesTheDayOfTheLatestValueInTheAssetsMarketTime() throws InterruptedException {
        AssetInfo apple = Samples.apple();
        cli.worker()
                .answer(
                        GetQuote.class,
                        request -> new Quote(
                                apple.asset(),
                                apple.name(),
                                apple.currency(),
                                Instant.parse("2018-02-08T00:30:00Z"),
                                "alpaca",
                                false))
                .answer(
                        GetAssetValueCurrent.class,
                        request -> new AssetValue(AAPL, apple.value(), Instant.parse("2018-02-08T00:30:00Z")))
                .answer(GetAssetValueDay.class, request -> Samples.series(3));

        for (String[] arguments :
                List.of(new String[] {"chart", "AAPL", "--day"}, new String[] {"export", "AAPL", "--day"})) {
            cli.run(arguments);

            assertThat(takeUpTo(GetAssetValuePage.class))
                    .isEqualTo(new GetAssetValuePage(
                            AAPL, SeriesWindow.DAY, Optional.of(AsOf.parse("2018-02-07")), Cursor.START));
        }
        cli.run("predict", "AAPL", "--days", "5");
        assertThat(takeUpTo(GetForecast.class)).isEqualTo(new GetForecast(AAPL, AsOf.parse("2018-02-12")));
    }

    @Test
    void drawsAnotherWindowUpToAnotherDate() throws InterruptedException {
        cli.run("chart", "AAPL", "--year", "--date", "2017-01-31");

        assertThat(takeUpTo(GetAssetValuePage.class))
                .isEqualTo(new GetAssetValuePage(
                        AAPL, SeriesWindow.YEAR, Optional.of(AsOf.parse("2017-01-31")), Cursor.START));
    }

    private Request takeUpTo(Class<?> kind) throws InterruptedException {
        Request taken = cli.worker().nextRequest();
        while (!kind.isInstance(taken)) {
            taken = cli.worker().nextRequest();
        }
        return taken;
    }

    @Test
    void drawsAChartInOneLine() {
        assertThat(cli.run("chart", "AAPL", "--short").out())
                .isEqualTo("AAPL  ▇▇▆▅▅▄▃▂▂▁▂▂▃▄▅▅▆▇▇█  110.00 USD  0.00%  replay of 2018-02-07\n");
    }

    @Test
    void namesTheSourceOfAChartToPrograms() {
        assertThat(new JsonObject(cli.run("chart", "AAPL", "--json").out()).getString("source"))
                .isEqualTo("replay of 2018-02-07");
    }

    @Test
    void namesTheSourceOfEachExportedBar() {
        assertThat(cli.run("export", "AAPL", "--date", "2018-02-07")
                        .out()
                        .lines()
                        .limit(2))
                .containsExactly(
                        "time,open,high,low,close,volume,source",
                        "2018-01-08T00:00:00Z,110,111,108,109,1000,replay of recorded values");
    }

    @Test
    void refusesTwoWindowsAtOnce() {
        Run run = cli.run("chart", "AAPL", "--year", "--day");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("papertrader: USAGE: ").hasLineCount(1);
    }

    @Test
    void showsAnAssetWithItsMonth() {
        assertThat(cli.run("info", "AAPL").out())
                .startsWith("AAPL  Apple Inc.\n")
                .contains("159.54 USD", "51,608,580", "▇▇▆▅▅▄▃▂▂▁▂▂▃▄▅▅▆▇▇█")
                .endsWith("Source: replay of 2018-02-07\n");
    }

    @Test
    void predictsSoManyDaysAfterTheLatestValue() throws InterruptedException {
        Run run = cli.run("predict", "AAPL", "--days", "5");

        assertThat(takeUpTo(GetForecast.class))
                .isEqualTo(new GetForecast(AAPL, AsOf.day(LocalDate.parse("2018-02-12"))));
        assertThat(run.out()).contains("2018-02-12  155.00    160.00  165.00  +0.29%");
    }

    @Test
    void tellsHowManyOfTheLastBandsHeld() {
        Run run = cli.run("predict", "AAPL");
        cli.worker().answer(GetForecast.class, request -> Samples.forecast(0, 0));

        assertThat(run.out())
                .endsWith(
                        "Expected by random walk. A band should hold 80 of 100 outcomes:"
                                + " of the last 250 that looked 5 trading days ahead, 201 held.\nSource: replay of 2018-02-07\n");
        assertThat(cli.run("predict", "AAPL").out())
                .endsWith("none that looked 5 trading days ahead has been tried yet.\nSource: replay of 2018-02-07\n");
    }

    @Test
    void predictsAsJson() {
        JsonObject forecast =
                new JsonObject(cli.run("predict", "AAPL", "--json").out());

        assertThat(forecast.getJsonArray("steps")).hasSize(5);
        forecast.remove("steps");
        assertThat(forecast)
                .isEqualTo(new JsonObject()
                        .put("symbol", "AAPL")
                        .put("model", "random walk")
                        .put("confidence", 80)
                        .put("horizon", 5)
                        .put("bandsTried", 250)
                        .put("bandsHeld", 201)
                        .put("source", "replay of 2018-02-07"));
    }

    @Test
    void searchesTheListOfAssets() {
        cli.worker()
                .answer(
                        SearchAssets.class,
                        request -> new AssetMatches(
                                request.text().equals("coca cola")
                                        ? List.of(new Match(new AssetSymbol("KO"), "Coca-Cola Company", "USD"))
                                        : List.of()));

        assertThat(cli.run("assets", "search", "coca", "cola").out()).isEqualTo("""
                        symbol  name               currency
                        KO      Coca-Cola Company  USD
                        """);
        assertThat(new JsonArray(
                        cli.run("assets", "search", "coca cola", "--json").out()))
                .containsExactly(new JsonObject()
                        .put("symbol", "KO")
                        .put("name", "Coca-Cola Company")
                        .put("currency", "USD"));
        assertThat(cli.run("assets", "search", "pepsi").out())
                .isEqualTo("No asset that has a value matches 'pepsi'. Next: papertrader assets list\n");
        assertThat(cli.run("assets", "search", "pepsi", "--json").out()).isEqualTo("[ ]\n");
    }

    @Test
    void refusesASearchForNothing() {
        for (String text : List.of("", "--", "&")) {
            Run run = cli.run("assets", "search", text);

            assertThat(run.exitCode()).as(text).isEqualTo(2);
            assertThat(run.err()).as(text).hasLineCount(1);
        }
        assertThat(cli.run("assets", "search").exitCode()).isEqualTo(2);
    }

    @Test
    void listsAllAssets() {
        cli.worker().answer(GetAssetList.class, request -> new AssetList(List.of(Samples.apple())));

        assertThat(cli.run("assets", "list").out()).isEqualTo("""
                        symbol  name        currency
                        AAPL    Apple Inc.  USD
                        """);
    }

    @Test
    void quotesTwoSpellingsOfOneAssetOnce() {
        cli.worker()
                .answer(GetAssetInfo.class, request -> Samples.assetInfo("BRK.B", "Berkshire Hathaway", "199", "200"));

        assertThat(cli.run("quote", "BRK-B", "brk/b").out()).hasLineCount(3).contains("BRK.B");
    }

    @Test
    void saysWhatIsWrongWithASymbol() {
        Run run = cli.run("quote", "A B");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("must be a symbol like AAPL");
    }
}
