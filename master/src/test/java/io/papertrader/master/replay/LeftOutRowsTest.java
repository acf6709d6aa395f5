package io.papertrader.master.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.Calendars;
import io.papertrader.master.asset.RefusedRow;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.vocabulary.AssetSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of real recordings that are not replayed: the operator sees which, and why. */
class LeftOutRowsTest {
    /** All rows of five years of 505 shares that lack a price, or whose open or close lies outside of low and high. */
    private static final String IMPOSSIBLE = """
            symbol,date,open,high,low,close,volume
            AOS,2014-05-19,23.89,23.595,23.85,24.445,1944854
            CHD,2014-05-19,18.77,33.9525,33.695,33.895,1078888
            SPG,2014-05-28,176.23,176.6,174.5,165.42,1383759
            CHK,2014-06-30,30.43,31.1,30.37,29.39,8132836
            IP,2014-07-01,50.85,51.07,50.57,50.09,5624981
            O,2014-08-27,44.675,44.7,44.66,44.5272,185518
            DHR,2014-11-06,78.47,81.305,80.49,81.26,1614419
            O,2014-11-06,44.74,47.57,46.73,46.86,1803132
            VRTX,2015-05-12,,,,124.08,569747
            REGN,2015-06-09,,,,526.09,12135
            WRK,2015-06-26,,,,61.9,100
            DHR,2015-07-17,,88.76,88.24,88.72,2056819
            ES,2015-07-17,,48.49,47.85,47.92,1246786
            O,2015-07-17,,47.31,46.83,46.99,1229513
            DHR,2016-01-12,,,,88.55,0
            O,2016-01-12,,,,52.43,0
            BBY,2016-03-14,33.55,33.75,33.08,32.72,6037794
            UA,2016-04-07,,,,41.56,0
            WRK,2016-05-13,42.45,42.89,41.82,38.39,2153541
            LNT,2016-05-19,35.19,35.785,35.085,17.87,1231722
            UA,2016-06-10,35.75,36.41,35.7,35.54,616887
            FTV,2016-07-01,,,,49.54,0
            BHF,2017-07-26,,,,69.0842,3
            """;

    private static final String FACEBOOK = """
            FB,2012-05-18,42.05,45,38,38.23,580587742
            FB,2003-03-27,33.2,33.2,33.2,33.2,1000
            FB,2003-03-28,33.2,33.2,33.2,33.2,900
            """;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RefusedRows refused = new RefusedRows(metrics, () -> Instant.EPOCH);

    @TempDir
    Path folder;

    private List<RecordedAsset> read(String rows) throws IOException {
        Files.writeString(folder.resolve("values.csv"), rows);
        TradingCalendar newYork = new Calendars().named("XNYS", "");
        return List.copyOf(RecordedFolder.read(
                folder, symbol -> Optional.of(new RecordedFolder.Listed(symbol, newYork)), new LeftOutRows(refused)));
    }

    private double counted() {
        return metrics.counter("papertrader.bars.refused", "provider", "replay").count();
    }

    private RefusedRow of(String symbol) {
        return refused.latest().stream()
                .filter(bar -> bar.symbol().equals(new AssetSymbol(symbol)))
                .findAny()
                .orElseThrow();
    }

    @Test
    void namesEachRowWhosePricesCannotBe() throws IOException {
        assertThat(read(IMPOSSIBLE)).isEmpty();

        assertThat(counted()).isEqualTo(23);
        assertThat(of("O").rows()).isEqualTo(4);
        assertThat(of("LNT").why()).endsWith("values.csv, line 21 is left out: the prices of 2016-05-19 cannot be");
    }

    @Test
    void namesARowThatTellsOfADayOtherwise() throws IOException {
        RecordedAsset aol = read("AOL,2014-05-19,2,3,1,2,5\nAOL,2014-05-19,2,3,1,2,5\nAOL,2014-05-19,2,3,1,2.5,5\n")
                .getFirst();

        assertThat(aol.hasAny()).isTrue();
        assertThat(of("AOL").rows()).isEqualTo(1);
        assertThat(of("AOL").why()).contains("line 3", "there are other prices of AOL on 2014-05-19 already");
    }

    /** FB was the symbol of another company until 2003. */
    @Test
    void leavesOutTheDaysOfACompanyThatHadTheSymbolBefore() throws IOException {
        String others = between("2004-01-01", "2004-07-12", "SPY,%s,2,3,1,2,5");

        Track facebook = read(FACEBOOK + others).getFirst().track();

        assertThat(facebook.firstDay()).isEqualTo("2012-05-18");
        assertThat(of("FB").rows()).isEqualTo(2);
        assertThat(of("FB").why()).contains("before the gap from 2003-03-28 to 2012-05-18");
    }

    @Test
    void takesDaysBeforeAGapThatMinutesFill() throws IOException {
        String minutes = between("2003-04-01", "2012-05-18", "FB,%sT10:00:00,2,2,2,2,5");
        String others = between("2004-01-01", "2004-07-12", "SPY,%s,2,3,1,2,5");

        assertThat(read(FACEBOOK + minutes + others).getFirst().track().firstDay())
                .isEqualTo("2003-03-27");
        assertThat(refused.latest()).isEmpty();
    }

    @Test
    void leavesOutTheMinutesOfACompanyThatHadTheSymbolBefore() throws IOException {
        String others = between("2004-01-01", "2004-07-12", "SPY,%s,2,3,1,2,5");

        RecordedAsset facebook = read("FB,2003-03-28T10:00:00,2,2,2,2,5\nFB,2012-05-18,2,3,1,2,5\n" + others)
                .getFirst();

        assertThat(facebook.track().firstDay()).isEqualTo("2012-05-18");
        assertThat(of("FB").why()).contains("1 days", "before the gap from 2003-03-28 to 2012-05-18");
    }

    /** Six months are no gap, however many days a market has in them that never closes. */
    @Test
    void countsNoDaysOnWhichTheAssetIsNotTraded() throws IOException {
        String weekends = between("2004-01-01", "2004-06-01", "BTC-USD,%s,2,3,1,2,5");

        List<RecordedAsset> read = read(FACEBOOK + weekends);

        assertThat(read.get(1).track().firstDay()).isEqualTo("2003-03-27");
        assertThat(read("KO,2004-01-02,2,3,1,2,5\nKO,2004-06-25,2,3,1,2,5\n" + weekends)
                        .get(1)
                        .track()
                        .firstDay())
                .isEqualTo("2004-01-02");
    }

    private static String between(String first, String end, String row) {
        return LocalDate.parse(first)
                .datesUntil(LocalDate.parse(end))
                .map(date -> row.formatted(date) + "\n")
                .collect(Collectors.joining());
    }

    /** A folder may have some weeks of some years. */
    @Test
    void takesDaysBeforeAGapOfTheWholeRecording() throws IOException {
        Track facebook = read(FACEBOOK).getFirst().track();

        assertThat(facebook.firstDay()).isEqualTo("2003-03-27");
        assertThat(refused.latest()).isEmpty();
    }

    @Test
    void takesADayBehindAPause() throws IOException {
        Track spy = read("SPY,2001-09-10,2,3,1,2,5\nSPY,2001-09-17,2,3,1,2,5\n")
                .getFirst()
                .track();

        assertThat(spy.firstDay()).isEqualTo("2001-09-10");
        assertThat(refused.latest()).isEmpty();
    }
}
