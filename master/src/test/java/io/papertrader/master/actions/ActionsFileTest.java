package io.papertrader.master.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.asset.Lists;
import io.papertrader.master.asset.Markets;
import io.papertrader.master.replay.Recorded;
import io.papertrader.master.replay.ReplayConfig;
import io.papertrader.node.StartRefusal;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of corporate actions, and what of it is applied to prices that are raw or split-adjusted. */
class ActionsFileTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatSpreadsheetsSave() throws IOException {
        List<CorporateAction> read = read(file("""
                \uFEFF"Id","Symbol","Ex_Date","Type","New_Per_Old","Cash","New_Symbol"\r
                "","aapl","2014-06-09","Split","7","",""\r
                \r
                one, KO ,2014-06-12,dividend,,0.305,\r
                ,FB,2022-06-09,renaming,,,META\r
                ,GE,2024-01-02,delisting,,,\r
                ,C,2024-01-02,delisting,,3.5,\r
                """));

        assertThat(read)
                .extracting(action -> action.id() + " " + action.symbol() + " " + action.change())
                .containsExactly(
                        "AAPL/2014-06-09/split AAPL Split[ratio=7 for 1]",
                        "one KO Dividend[perShare=0.305]",
                        "FB/2022-06-09/renaming FB Renaming[to=META]",
                        "GE/2024-01-02/delisting GE Delisting[perShare=Optional.empty]",
                        "C/2024-01-02/delisting C Delisting[perShare=Optional[3.5]]");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                ",AAPL,2014-06-09,split,7, | there are 6 columns",
                ",AA PL,2014-06-09,split,7,, | symbol is \"AA PL\"",
                ",AAPL,09.06.2014,split,7,, | ex_date is \"09.06.2014\": must be a date like 2014-06-09",
                ",AAPL,2014-06-09,spilt,7,, | type is \"spilt\", not split, dividend, renaming or delisting",
                ",AAPL,2014-06-09,split,7:1,, | new_per_old is \"7:1\": must be new shares for each old one",
                ",AAPL,2014-06-09,split,0,, | new_per_old is \"0\": must be above zero",
                ",AAPL,2014-06-09,split,,7, | new_per_old is \"\"",
                ",AAPL,2014-06-09,dividend,,-1, | cash is \"-1\": a dividend is above zero",
                ",AAPL,2014-06-09,dividend,7,1, | new_per_old is \"7\", which a dividend has not",
                ",AAPL,2014-06-09,renaming,,,AAPL | new_symbol is \"AAPL\": another symbol is another one",
                ",BRK-B,2010-01-21,renaming,,,brk.b | another symbol is another one",
                "a b,AAPL,2014-06-09,split,7,, | id is \"a b\"",
                ",KO,2014-06-12,dividend,,0.3, | KO/2014-06-12/dividend stands in line 2 already; give each an id of its own"
            })
    void namesTheLineThatIsNone(String line, String says) throws IOException {
        Path file = file(ActionsFile.HEADING + "\n,KO,2014-06-12,dividend,,0.305,\n" + line + "\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining(file + ", line 3: " + says);
    }

    @Test
    void saysWhatToDoWhereItIsNotKnownWhetherSplitsAreInThePrices() throws IOException {
        file(",AAPL,2014-06-09,split,7,,\n");

        assertThatThrownBy(() -> applied(Map.of()))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("PAPERTRADER_ACTIONS_SERIES");
    }

    @Test
    void appliesAllToRawPrices() throws IOException {
        file(",AAPL,2014-06-09,split,7,,\n,AAPL,2014-05-08,dividend,,3.29,\n,UNLISTED,2014-05-08,dividend,,3.29,\n");

        assertThat(applied(Map.of("papertrader.actions.series", "raw")))
                .extracting(action -> action.change().toString())
                .containsExactly("Dividend[perShare=3.29]", "Split[ratio=7 for 1]");
    }

    /** A share of 2014 is 7 of today's where prices are of shares as they are today. */
    @Test
    void dividesDividendsByTheSplitsThatAreInThePricesAlready() throws IOException {
        file("""
                ,AAPL,2014-05-08,dividend,,3.29,
                ,AAPL,2014-06-09,split,7,,
                ,AAPL,2014-08-07,dividend,,0.47,
                ,KO,2012-06-12,dividend,,0.51,
                """);

        assertThat(applied(Map.of("papertrader.actions.series", "split-adjusted")))
                .extracting(action -> action.symbol() + " " + action.change())
                .containsExactly(
                        "KO Dividend[perShare=0.51]", "AAPL Dividend[perShare=0.47]", "AAPL Dividend[perShare=0.47]");
    }

    @Test
    void appliesSplitsBehindTheDayAsOfWhichPricesAreAdjusted() throws IOException {
        file(",AAPL,2014-06-09,split,7,,\n,AAPL,2020-08-31,split,4,,\n,AAPL,2020-08-07,dividend,,0.82,\n");

        assertThat(applied(Map.of(
                        "papertrader.actions.series",
                        "split-adjusted",
                        "papertrader.actions.adjusted-on",
                        "2018-02-07")))
                .extracting(CorporateAction::change)
                .hasSize(2)
                .hasOnlyElementsOfTypes(Change.Dividend.class, Change.Split.class)
                .first()
                .hasToString("Dividend[perShare=0.82]");
    }

    /** The prices that ship are of shares behind Apple's split, and so are its dividends. */
    @Test
    void shippedPricesComeWithDividends() {
        List<CorporateAction> shipped = actions(Map.of(), "replay");

        assertThat(shipped)
                .hasSize(58)
                .extracting(CorporateAction::change)
                .hasOnlyElementsOfType(Change.Dividend.class);
        assertThat(shipped)
                .extracting(action -> action.id() + " " + action.change())
                .contains(
                        "AAPL/2014-05-08/dividend Dividend[perShare=0.47]",
                        "AAPL/2014-08-07/dividend Dividend[perShare=0.47]",
                        "IBM/2016-02-08/dividend Dividend[perShare=1.3]");
        assertThat(shipped)
                .allSatisfy(action -> assertThat(Recorded.days(action.symbol())).containsKey(action.exDate()));
        assertThat(actions(Map.of("papertrader.actions.shipped", "false"), "replay"))
                .isEmpty();
        assertThat(actions(Map.of(), "us")).isEmpty();
        assertThat(actions(Map.of("papertrader.replay.folder", folder.toString()), "replay"))
                .isEmpty();
    }

    /** Others tell of the same share under the listed symbol: it is carried out once, by one id. */
    @Test
    void makesIdsOfListedSymbols() throws IOException {
        Path file = file(",brk-b,2010-01-21,split,50,,\nBRK-B/one,BRK/B,2010-01-22,dividend,,1,\n");

        assertThat(read(file))
                .extracting(action -> action.id() + " " + action.symbol())
                .containsExactly("BRK.B/2010-01-21/split BRK.B", "BRK-B/one BRK.B");
    }

    @Test
    void findsOneActionUnderTwoSpellings() throws IOException {
        Path file = file(",BRK-B,2010-01-21,split,50,,\n,BRK.B,2010-01-21,split,50,,\n");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining(file + ", line 2: BRK.B/2010-01-21/split stands in line 1 already");
    }

    private static List<CorporateAction> read(Path file) {
        return ActionsFile.read(file, Lists.builtIn());
    }

    private List<CorporateAction> applied(Map<String, String> settings) {
        Map<String, String> inFolder = new HashMap<>(settings);
        inFolder.put("papertrader.replay.folder", folder.toString());
        return actions(inFolder, "replay");
    }

    private static List<CorporateAction> actions(Map<String, String> settings, String market) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(ActionsConfig.class)
                .withMapping(ReplayConfig.class)
                .withDefaultValues(settings)
                .build();
        ActionsConfig actions = config.getConfigMapping(ActionsConfig.class);
        ReplayConfig replay = config.getConfigMapping(ReplayConfig.class);
        SplitsInPrices prices = new SplitsInPrices(actions, replay, Markets.named(market));
        return new FiledActions(actions, replay, Lists.builtIn(), prices, () -> 0).actions();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve(FiledActions.NAME), text);
    }
}
