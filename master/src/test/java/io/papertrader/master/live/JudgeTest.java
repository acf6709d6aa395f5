package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Asset;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.live.Judge.Verdict;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    private static final Instant NOON = Instant.parse("2014-06-09T12:00:00Z");

    private final List<CorporateAction> actions = new ArrayList<>();
    private final Judge judge =
            new Judge(new Doubts(new BigDecimal("20")), new AlwaysOpen(), new KnownSplits(symbol -> actions));
    private Optional<CurrentValue> known = Optional.empty();

    @Test
    void takesAFirstValueAndNothingThatIsNoLater() {
        assertThat(judge("90", NOON)).isInstanceOf(Verdict.Taken.class);
        assertThat(judge("91", NOON)).isInstanceOf(Verdict.Unchanged.class);
        assertThat(judge("91", NOON.minusSeconds(59))).isInstanceOf(Verdict.Unchanged.class);
    }

    /** A rate of the day that is corrected, told hours later; one of this moment may go on. */
    @Test
    void namesAnotherWordOfTheSameSourceAboutAMomentThatIsOver() {
        judge("90", NOON);

        assertThat(judge.judge(value("91", NOON), known, NOON.plusSeconds(60))).isInstanceOf(Verdict.Unchanged.class);
        assertThat(refused(judge.judge(value("91", NOON), known, NOON.plusSeconds(61))))
                .isEqualTo("it tells of 91 at 2014-06-09T12:00:00Z, and told of 90 before");
        assertThat(judge.judge(value("90", NOON), known, NOON.plusSeconds(61))).isInstanceOf(Verdict.Unchanged.class);
        assertThat(judge.judge(new Reading.Value(new Sample(asset("91"), NOON, "other")), known, NOON.plusSeconds(61)))
                .isInstanceOf(Verdict.Unchanged.class);
    }

    @Test
    void namesWhatComesOutOfOrderOrFromAhead() {
        judge("90", NOON);

        assertThat(refused(judge("91", NOON.minusSeconds(61)))).contains("lies before that of the last value");
        assertThat(refused(judge.judge(value("91", NOON.plusSeconds(300)), known, NOON.plusSeconds(200))))
                .contains("lies ahead");
    }

    /**
     * AAPL on 2014-06-09, the day of its split of 7 to 1, by the recorded minutes: one of them has a high of 647.75
     * beside values around 92.
     */
    @Test
    void holdsBackATickThatNoOtherConfirms() {
        judge("92.61", NOON);

        assertThat(refused(judge("647.75", NOON.plusSeconds(60))))
                .isEqualTo(
                        "647.75 after 92.61 is a change of more than 20 %; it is held back until another value says the same");
        assertThat(judge("92.70", NOON.plusSeconds(120))).isInstanceOf(Verdict.Taken.class);
        assertThat(judge("640", NOON.plusSeconds(180)))
                .as("what was doubted before confirms nothing later")
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void believesWhatASplitExplainsAndDoubtsWhatItDoesNot() {
        actions.add(new CorporateAction(
                new ActionId("AAPL/2014-06-09/split"),
                AAPL,
                LocalDate.parse("2014-06-09"),
                new Change.Split(ShareRatio.of("7"))));
        judge("645.57", NOON.minus(Duration.ofDays(1)));

        assertThat(refused(judge("647.75", NOON))).contains("it is held back");
        assertThat(judge("92.70", NOON.plusSeconds(60))).isInstanceOf(Verdict.Taken.class);
        assertThat(judge("13.20", NOON.plusSeconds(120))).as("it is split once").isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void believesAJumpThatASecondValueConfirms() {
        judge("92", NOON);

        judge("50", NOON.plusSeconds(60));
        assertThat(judge("50", NOON.plusSeconds(60))).as("the same told twice").isInstanceOf(Verdict.Refused.class);
        assertThat(judge("51", NOON.plusSeconds(61))).isInstanceOf(Verdict.Taken.class);
    }

    @Test
    void believesAJumpThatAnotherProviderConfirms() {
        judge("92", NOON);
        judge("50", NOON.plusSeconds(60));

        Sample other = new Sample(asset("49.5"), NOON.plusSeconds(60), "other");

        assertThat(judge.judge(new Reading.Value(other), known, NOON.plusSeconds(60)))
                .isInstanceOf(Verdict.Taken.class);
    }

    @Test
    void keepsTheDaySoFarWhichOnlyWidens() {
        judge("90", NOON);
        judge("95", NOON.plusSeconds(60));
        judge("85", NOON.plusSeconds(120));
        judge("88", NOON.plusSeconds(180));

        assertThat(known.orElseThrow().asset())
                .isEqualTo(
                        new Asset(AAPL, Money.of("90"), Money.of("95"), Money.of("85"), Money.of("88"), Quantity.ZERO));
        judge("89", NOON.plusSeconds(86_400));
        assertThat(known.orElseThrow().asset()).isEqualTo(asset("89"));
    }

    @Test
    void saysWhyThereIsNoValue() {
        Reading none = Reading.of(AAPL, () -> {
            throw new IllegalArgumentException("there is no c");
        });

        assertThat(refused(judge.judge(none, known, NOON))).isEqualTo("there is no c");
    }

    private Verdict judge(String value, Instant time) {
        Verdict verdict = judge.judge(value(value, time), known, time);
        if (verdict instanceof Verdict.Taken(Sample sample)) {
            known = Optional.of(new CurrentValue(sample.asset(), sample.time(), sample.source(), time));
        }
        return verdict;
    }

    private static Reading value(String value, Instant time) {
        return new Reading.Value(new Sample(asset(value), time, "test"));
    }

    private static Asset asset(String value) {
        Money money = Money.of(value);
        return new Asset(AAPL, money, money, money, money, Quantity.ZERO);
    }

    private static String refused(Verdict verdict) {
        return verdict instanceof Verdict.Refused(String reason) ? reason : "not refused: " + verdict;
    }
}
