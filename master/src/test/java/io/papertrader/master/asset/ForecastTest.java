package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertrader.codec.message.AssetReply.Prediction.Step;
import io.papertrader.vocabulary.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Instant LATEST = Instant.parse("2014-01-02T21:00:00Z");
    private static final double ONE = 100_000_000;

    @Test
    void stepsADayAtATimeFromTheLatestValue() {
        List<Step> steps =
                new Forecast(List.of(100.0, 101.0, 99.0), 90).steps(LATEST, 3).steps();

        assertThat(steps)
                .extracting(Step::time)
                .containsExactly(
                        Instant.parse("2014-01-03T21:00:00Z"),
                        Instant.parse("2014-01-04T21:00:00Z"),
                        Instant.parse("2014-01-05T21:00:00Z"));
    }

    @Test
    void expectsSteadyGrowthToGoOnWithoutABand() {
        List<Step> steps =
                new Forecast(List.of(100.0, 110.0, 121.0), 90).steps(LATEST, 2).steps();

        assertValue(steps.get(0).expected(), 133.1);
        assertValue(steps.get(1).expected(), 146.41);
        assertValue(steps.get(1).low(), 146.41);
        assertValue(steps.get(1).high(), 146.41);
    }

    @Test
    void expectsNoChangeOfWhatNeverChanged() {
        Step far = new Forecast(List.of(5.0, 5.0, 5.0, 5.0), 90)
                .steps(LATEST, 366)
                .steps()
                .getLast();

        assertThat(far).isEqualTo(new Step(far.time(), Money.of("5"), Money.of("5"), Money.of("5")));
    }

    @Test
    void bandHoldsTheExpectedValueAndWidensForAnyPast() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Double> closes = walk(random, 3 + random.nextInt(250));
            List<Step> steps = new Forecast(closes, 1 + random.nextInt(99))
                    .steps(LATEST, 366)
                    .steps();

            double width = 0;
            for (Step step : steps) {
                assertThat(step.low()).as("seed %d, round %d", seed, round).isLessThanOrEqualTo(step.expected());
                assertThat(step.expected()).as("seed %d, round %d", seed, round).isLessThanOrEqualTo(step.high());
                assertThat(step.low().units())
                        .as("seed %d, round %d", seed, round)
                        .isNotNegative();
                if (step.low().units() > ONE) {
                    double ratio = step.high().units() / (double) step.low().units();
                    assertThat(ratio).as("seed %d, round %d", seed, round).isGreaterThan(width);
                    width = Math.min(ratio, 1e9);
                }
            }
        }
    }

    @Test
    void widerBandHoldsTheNarrowerOne() {
        List<Double> closes = walk(new Random(1), 50);

        Step narrow = new Forecast(closes, 50).steps(LATEST, 10).steps().getLast();
        Step wide = new Forecast(closes, 95).steps(LATEST, 10).steps().getLast();

        assertThat(wide.expected()).isEqualTo(narrow.expected());
        assertThat(wide.low()).isLessThan(narrow.low());
        assertThat(wide.high()).isGreaterThan(narrow.high());
    }

    @Test
    void staysWithinWhatANumberCanHold() {
        Step far = new Forecast(List.of(1.0, 1e6, 1e-6, 1e9), 99)
                .steps(LATEST, 366)
                .steps()
                .getLast();

        assertThat(far.low()).isEqualTo(Money.ZERO);
        assertThat(far.high().units()).isPositive();
    }

    private static List<Double> walk(Random random, int days) {
        List<Double> closes = new ArrayList<>();
        double close = 100;
        for (int day = 0; day < days; day++) {
            closes.add(close);
            close *= Math.exp(random.nextGaussian() * 0.02);
        }
        return closes;
    }

    private static void assertValue(Money money, double expected) {
        assertThat(money.units() / ONE).isCloseTo(expected, within(1e-6));
    }
}
