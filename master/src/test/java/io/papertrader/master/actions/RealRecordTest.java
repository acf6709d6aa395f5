package io.papertrader.master.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.AssetRequest.GetAssetValueAllTime;
import io.papertrader.codec.message.AssetRequest.GetAssetValueMonth;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.Bar;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.audit.By;
import io.papertrader.master.trade.LedgerCheck;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prices as they were traded, replayed day by day over the splits and dividends of the record. */
@QuarkusTest
@TestProfile(RealRecordTest.Recorded.class)
class RealRecordTest {
    private static final String PRICES = """
            symbol,date,open,high,low,close,volume
            AIG,2009-06-29,1.46,1.46,1.28,1.34,81063470
            AIG,2009-06-30,1.33,1.33,1.08,1.13,348972311
            AIG,2009-07-01,19.7,22.96,17.55,18.08,38320797
            KO,2009-06-29,24,24.1,23.9,24,1
            KO,2009-07-01,24,24.1,23.9,24,1
            AAPL,2014-06-05,646.25,649.35,642.61,647.35,10445282
            AAPL,2014-06-06,650,651.25,644.48,645.57,12116671
            AAPL,2014-06-09,92.69,93.88,91.75,93.7,72875948
            KO,2014-06-10,40.84,41.15,40.81,41.07,9169620
            KO,2014-06-11,40.98,41.055,40.79,40.86,9648619
            KO,2014-06-12,40.41,40.68,40.37,40.42,11583569
            USO,2020-04-27,2.28,2.3,2.13,2.19,256481266
            USO,2020-04-28,2.16,2.25,2.11,2.13,145993781
            USO,2020-04-29,18.01,18.22,17.46,18,22358639
            AAPL,2020-08-06,441.65,457.66,439.19,455.61,48853284
            AAPL,2020-08-07,453,454.7,441.15,444.45,46559480
            AAPL,2020-08-28,504,505.77,498.31,499.23,44109029
            AAPL,2020-08-31,127.67,131,126.25,129.04,210024091
            """;

    /** As a spreadsheet saves it. */
    private static final String ACTIONS = """
            \uFEFF"ID","SYMBOL","EX_DATE","TYPE","NEW_PER_OLD","CASH","NEW_SYMBOL"\r
            ,aig,2009-07-01,split,0.05,,\r
            ,AAPL,2014-06-09,split,7,,\r
            ,"KO",2014-06-12,dividend,,0.305,\r
            ,AAPL,2020-08-07,dividend,,0.82,\r
            nasdaq:2020-0831,AAPL,2020-08-31,SPLIT,4,,\r
            ,MSFT,2014-06-12,dividend,,0.28,\r
            """;

    /** As an operator announces it by hand. */
    private static final CorporateAction BY_HAND =
            new ActionWords(List.of("", "uso", "2020-04-29", "split", "1/8", "", "")).action();

    private static final AssetSymbol APPLE = new AssetSymbol("AAPL");

    public static final class Recorded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory("papertrader-actions");
                Path list = Files.writeString(
                        Files.createTempFile("papertrader-assets", ".csv"),
                        "symbol,name,currency\nAAPL,Apple,USD\nAIG,AIG,USD\nKO,Coca-Cola,USD\nUSO,US Oil,USD\n");
                Files.writeString(folder.resolve("prices.csv"), PRICES);
                Files.writeString(folder.resolve("actions.csv"), ACTIONS);
                return Map.of(
                        "papertrader.replay.folder", folder.toString(),
                        "papertrader.replay.history", "1",
                        "papertrader.replay.speed", "day",
                        "papertrader.actions.series", "raw",
                        "papertrader.asset.list", list.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    AssetBoard board;

    @Inject
    AnnouncedActions announced;

    @Inject
    LedgerCheck ledgerCheck;

    @Test
    void keepsWhatSharesAreWorthOverSplitsAndPaysDividendsOnce() {
        assertThat(announced.announce(BY_HAND, By.master()).await().indefinitely())
                .isInstanceOf(AnnouncedActions.Outcome.Announced.class);
        Trader trader = desk.newTrader();
        trader.place(trader.purchase("AIG", "100"));
        updates.next();
        assertThat(board.latestTime()).contains(Instant.parse("2009-06-30T20:00:00Z"));
        updates.next();
        assertHolds(trader, "AIG", "5", "90.4");
        trader.place(trader.purchase("KO", "100"));
        updates.next();
        trader.place(trader.purchase("AAPL", "3"));
        updates.next();
        assertHolds(trader, "AAPL", "3", "1936.71");
        updates.next();
        assertHolds(trader, "AAPL", "21", "1967.7");
        updates.next();
        updates.next();
        Money before = trader.funds().cash();
        updates.next();
        assertThat(trader.funds().cash().minus(before)).hasToString("30.5");
        updates.next();
        trader.place(trader.purchase("USO", "300"));
        updates.next();
        updates.next();
        assertHolds(trader, "USO", "37.5", "675");
        updates.next();
        before = trader.funds().cash();
        updates.next();
        // 21 shares at 0.82.
        assertThat(trader.funds().cash().minus(before)).hasToString("17.22");
        updates.next();
        updates.next();
        assertHolds(trader, "AAPL", "84", "10839.36");
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
        assertSeriesHaveNoCliff();
    }

    /** A stretch over a split is in shares as they are at its end; one that ends before it is as it was. */
    private void assertSeriesHaveNoCliff() {
        assertThat(closes(new GetAssetValueMonth(APPLE, AsOf.parse("2014-06-30"))))
                .containsExactly("92.47857143", "92.22428571", "93.7");
        assertThat(closes(new GetAssetValueMonth(APPLE, AsOf.parse("2014-06-07"))))
                .containsExactly("647.35", "645.57");
        assertThat(closes(new GetAssetValueWeek(APPLE, AsOf.parse("2020-08-31"))))
                .containsExactly("124.8075", "129.04");
        assertThat(bars(new GetAssetValueAllTime(APPLE)))
                .extracting(Bar::toString)
                .containsExactly(
                        new Bar(
                                        Instant.parse("2014-06-01T00:00:00Z"),
                                        Money.of("23.08035714"),
                                        Money.of("23.47"),
                                        Money.of("22.9375"),
                                        Money.of("23.425"),
                                        Quantity.of("923238476"))
                                .toString(),
                        new Bar(
                                        Instant.parse("2020-08-01T00:00:00Z"),
                                        Money.of("110.4125"),
                                        Money.of("131"),
                                        Money.of("109.7975"),
                                        Money.of("129.04"),
                                        Quantity.of("768111263"))
                                .toString());
    }

    private List<String> closes(AssetRequest request) {
        return bars(request).stream().map(bar -> bar.close().toString()).toList();
    }

    private List<Bar> bars(AssetRequest request) {
        return ((Series) desk.ask(request)).bars();
    }

    private static void assertHolds(Trader trader, String symbol, String quantity, String value) {
        assertThat(trader.holding(symbol).quantity()).as(symbol).isEqualTo(Quantity.of(quantity));
        assertThat(trader.holding(symbol).value()).as(symbol).hasToString(value);
    }
}
