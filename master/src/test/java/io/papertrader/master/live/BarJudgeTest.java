package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.RefusedRow;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarJudgeTest {
    private static final AssetSymbol BTC = new AssetSymbol("BTC-USD");
    private static final AssetSymbol WM = new AssetSymbol("WM");
    private static final SomeProvider KRAKEN = new SomeProvider("kraken", DataTerms.OPEN);
    private static final Stretch JANUARY =
            new Stretch(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z"));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private static Reading bar(int day, String open, String high, String low, String close) {
        return new Reading.Value(new Sample(
                new Asset(BTC, Money.of(open), Money.of(high), Money.of(low), Money.of(close), Quantity.ZERO),
                JANUARY.from().plusSeconds(86_400L * day - 1),
                "kraken"));
    }

    private static Reading good(int day) {
        return bar(day, "2", "3", "1", "2");
    }

    private List<Long> daysOf(Reading... bars) {
        return new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH))
                .sure(KRAKEN, BTC, JANUARY, told(bars)).stream()
                        .map(bar -> (bar.time().getEpochSecond()
                                        + 1
                                        - JANUARY.from().getEpochSecond())
                                / 86_400)
                        .toList();
    }

    private double refused() {
        return metrics.counter("papertrader.bars.refused", "provider", "kraken").count();
    }

    @ParameterizedTest
    @CsvSource({"0.5, 3, 1, 2", "3.5, 3, 1, 2", "2, 3, 1, 0.5", "2, 3, 1, 3.5", "2, 1, 3, 2", "0, 3, 0, 2"})
    void refusesABarWhoseOpenOrCloseLiesOutsideOfItsLowAndHigh(String open, String high, String low, String close) {
        assertThat(daysOf(good(1), bar(2, open, high, low, close), good(3))).containsExactly(1L, 3L);
        assertThat(refused()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 1, 3", "3, 3, 1, 1", "2, 2, 2, 2"})
    void takesABarAtTheEdgesOfItsLowAndHigh(String open, String high, String low, String close) {
        assertThat(daysOf(bar(2, open, high, low, close))).containsExactly(2L);
        assertThat(refused()).isZero();
    }

    @Test
    void refusesWhatComesTwiceOrBehindALaterOne() {
        assertThat(daysOf(good(1), good(3), good(3), good(2), good(4))).containsExactly(1L, 3L, 4L);
        assertThat(refused()).isEqualTo(2);
    }

    @Test
    void oneThatIsNoBarHarmsNoOther() {
        assertThat(daysOf(good(1), new Reading.Nonsense(BTC, "close is \"NaN\", no number"), good(2)))
                .containsExactly(1L, 2L);
        assertThat(refused()).isEqualTo(1);
    }

    @Test
    void passesOverWhatWasNotAskedForWithoutAWord() {
        assertThat(daysOf(Stream.of(0, 1, 31, 32).map(BarJudgeTest::good).toArray(Reading[]::new)))
                .containsExactly(1L, 31L);
        assertThat(refused()).isZero();
    }

    /** WM was Washington Mutual until 2008, and is Waste Management since 2009. */
    @Test
    void leavesOutTheDaysOfACompanyThatHadTheSymbolBefore() {
        Stretch years = new Stretch(Instant.parse("2008-01-01T00:00:00Z"), Instant.parse("2010-01-01T00:00:00Z"));
        RefusedRows refused = new RefusedRows(metrics, () -> Instant.EPOCH);

        List<Sample> sure = new BarJudge(refused)
                .sure(
                        KRAKEN,
                        WM,
                        years,
                        told(
                                share("0.16", "2008-09-26T20:00:00Z"),
                                share("28.94", "2009-08-05T20:00:00Z"),
                                share("29.10", "2009-08-06T20:00:00Z")));

        assertThat(sure).extracting(bar -> bar.asset().close()).containsExactly(Money.of("28.94"), Money.of("29.10"));
        assertThat(refused.latest())
                .extracting(RefusedRow::why)
                .containsExactly("that at 2008-09-26T20:00:00Z, before a gap, may be of another company");
    }

    /** A question about the years of Washington Mutual alone. */
    @Test
    void measuresTheGapToTheFirstDayThatIsKnownBehindTheStretch() {
        Stretch year = new Stretch(Instant.parse("2008-01-01T00:00:00Z"), Instant.parse("2009-01-01T00:00:00Z"));
        BarJudge judge = new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH));
        PastBars bars = told(share("0.16", "2008-09-26T20:00:00Z"));

        assertThat(judge.sure(KRAKEN, WM, year, bars, new SignOfLife.Traded(LocalDate.of(2009, 8, 5))))
                .isEmpty();
        assertThat(judge.sure(KRAKEN, WM, year, bars, new SignOfLife.Traded(LocalDate.of(2009, 1, 2))))
                .hasSize(1);
    }

    /** Its bars end with the delisting and not with another company. */
    @Test
    void takesTheBarsOfADelistedShareUpToItsLastDay() {
        Stretch since = new Stretch(Instant.parse("2008-01-01T00:00:00Z"), Instant.parse("2015-01-01T00:00:00Z"));
        BarJudge judge = new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH));
        PastBars bars = told(share("0.16", "2008-09-26T20:00:00Z"));
        SignOfLife delisted = new SignOfLife.Delisted(LocalDate.of(2008, 9, 29));

        assertThat(judge.sure(KRAKEN, WM, since, bars, delisted)).hasSize(1);
        assertThat(judge.sure(KRAKEN, WM, since, bars, new SignOfLife.Delisted(LocalDate.of(2012, 3, 20))))
                .as("a company that was delisted years behind its last bar is another")
                .isEmpty();
    }

    /** Its last day is told as the day of its delisting. */
    @Test
    void takesTheBarsOfADelistedShareAFewDaysBehind() {
        Stretch since = new Stretch(Instant.parse("2008-01-01T00:00:00Z"), Instant.parse("2015-01-01T00:00:00Z"));
        BarJudge judge = new BarJudge(new RefusedRows(metrics, () -> Instant.EPOCH));
        PastBars bars = told(share("0.20", "2008-09-25T20:00:00Z"), share("0.16", "2008-09-26T20:00:00Z"));

        assertThat(judge.sure(KRAKEN, WM, since, bars, new SignOfLife.Delisted(LocalDate.of(2008, 9, 26))))
                .hasSize(2);
        assertThat(judge.sure(KRAKEN, WM, since, bars, new SignOfLife.Delisted(LocalDate.of(2008, 9, 20))))
                .hasSize(2);
        assertThat(judge.sure(KRAKEN, WM, since, bars, new SignOfLife.Delisted(LocalDate.of(2008, 9, 19))))
                .as("a week behind it is another company's")
                .hasSize(1);
    }

    @Test
    void takesNoBarsOfADelistedShareWhoseSymbolIsTradedAgain() {
        Stretch since = new Stretch(Instant.parse("2008-01-01T00:00:00Z"), Instant.parse("2015-01-01T00:00:00Z"));
        RefusedRows refused = new RefusedRows(metrics, () -> Instant.EPOCH);

        List<Sample> sure = new BarJudge(refused)
                .sure(
                        KRAKEN,
                        WM,
                        since,
                        told(share("0.16", "2008-09-26T20:00:00Z"), share("28.94", "2008-12-05T20:00:00Z")),
                        new SignOfLife.Delisted(LocalDate.of(2008, 9, 29)));

        assertThat(sure).extracting(bar -> bar.asset().close()).containsExactly(Money.of("28.94"));
        assertThat(refused.latest())
                .extracting(RefusedRow::why)
                .containsExactly("that at 2008-09-26T20:00:00Z, is of the company that was delisted on 2008-09-29");
    }

    private static PastBars told(Reading... bars) {
        return PastBars.of(Stream.of(bars));
    }

    /** Raw bars without it would jump. */
    @Test
    void namesASplitThatIsNoneAndCountsItAsAnAction() {
        RefusedRows refused = new RefusedRows(metrics, () -> Instant.EPOCH);
        Reading.Nonsense none = new Reading.Nonsense(BTC, "a split: there is no ex_date");

        List<Sample> sure = new BarJudge(refused)
                .sure(KRAKEN, BTC, JANUARY, new PastBars(List.of(good(1)), List.of(), List.of(none)));

        assertThat(sure).hasSize(1);
        assertThat(refused()).isZero();
        assertThat(metrics.counter("papertrader.actions.refused", "provider", "kraken")
                        .count())
                .isEqualTo(1);
        assertThat(refused.latest()).extracting(RefusedRow::why).containsExactly("a split: there is no ex_date");
    }

    private static Reading share(String price, String close) {
        Money of = Money.of(price);
        return new Reading.Value(new Sample(new Asset(WM, of, of, of, of, Quantity.ZERO), Instant.parse(close), "any"));
    }

    @Test
    void namesTheAssetItsFaultAndItsProviderToTheOperator() {
        RefusedRows refused = new RefusedRows(metrics, () -> Instant.EPOCH);

        new BarJudge(refused).sure(KRAKEN, BTC, JANUARY, told(good(1), good(1), bar(2, "0.5", "3", "1", "2")));

        assertThat(refused.latest())
                .containsExactly(new RefusedRow(
                        BTC,
                        "kraken",
                        RefusedRow.Kind.BARS,
                        2,
                        "the open 0.5 or the close 2 at 2026-01-02T23:59:59Z lies outside of low 1 and high 3",
                        Instant.EPOCH));
    }
}
