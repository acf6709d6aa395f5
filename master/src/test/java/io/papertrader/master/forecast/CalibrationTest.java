package io.papertrader.master.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.papertrader.codec.message.AssetReply.Forecast;
import io.papertrader.codec.message.AssetReply.Prediction.Step;
import io.papertrader.vocabulary.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The worth that forecasts of the recorded years would have had: each is made of the closes before it alone, as the
 * master would have made it on that day, and judged by the close that came. Of each asset one day in {@value #EVERY} is
 * tried, of the next asset another: the same ones each time, for a promise about shares is one that chance would break
 * now and then.
 */
class CalibrationTest {
    private static final Path RECORDED = Path.of("src/main/resources/market-data/daily");
    private static final int CONFIDENCE = 80;
    private static final int HISTORY = 750;
    private static final int FIRST = 250;
    private static final int EVERY = 20;
    private static final int STRIDE = 7;
    private static final int MOST_AHEAD = 20;
    private static final int[] HORIZONS = {1, 5, 20};
    private static final List<Instant> TIMES = IntStream.rangeClosed(1, MOST_AHEAD)
            .mapToObj(day -> Instant.EPOCH.plus(day, ChronoUnit.DAYS))
            .toList();

    private static final Tally[] TALLIES = new Tally[MOST_AHEAD + 1];

    /** The outcome of the forecasts of a horizon. */
    private static final class Tally {
        private int tried;
        private int held;
        private double error;
        private double errorOfNoChange;

        private void add(Step step, Money latest, Money came) {
            tried++;
            held += step.low().compareTo(came) <= 0 && came.compareTo(step.high()) <= 0 ? 1 : 0;
            error += Math.abs(step.expected().units() - came.units()) / (double) latest.units();
            errorOfNoChange += Math.abs(latest.units() - came.units()) / (double) latest.units();
        }

        private double heldPercent() {
            return 100.0 * held / tried;
        }
    }

    @BeforeAll
    static void forecastTheRecordedYears() throws IOException {
        for (int horizon : HORIZONS) {
            TALLIES[horizon] = new Tally();
        }
        try (Stream<Path> files = Files.list(RECORDED)) {
            List<Path> assets = files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
            for (int number = 0; number < assets.size(); number++) {
                tally(closes(assets.get(number)), FIRST + number * STRIDE % EVERY);
            }
        }
    }

    private static void tally(List<Money> closes, int first) {
        for (int day = first; day + 1 < closes.size(); day += EVERY) {
            Forecast forecast =
                    new Outlook(closes.subList(Math.max(0, day + 1 - HISTORY), day + 1), CONFIDENCE).at(TIMES);
            for (int horizon : HORIZONS) {
                if (day + horizon < closes.size()) {
                    TALLIES[horizon].add(forecast.steps().get(horizon - 1), closes.get(day), closes.get(day + horizon));
                }
            }
        }
    }

    private static List<Money> closes(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .map(row -> Money.of(row.split(",", -1)[5]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void bandHoldsAsManyOutcomesAsItPromises() {
        for (int horizon : HORIZONS) {
            Tally tally = TALLIES[horizon];
            assertThat(tally.heldPercent())
                    .as("horizon %d, %d bands", horizon, tally.tried)
                    .isCloseTo(CONFIDENCE, within(2.0));
        }
    }

    /** Coca-Cola was worth 0.305 less on 2014-06-12, without its dividend: a day like another, not a trend. */
    @Test
    void exDateThrowsNoForecastOff() throws IOException {
        Path file = RECORDED.resolve("KO.csv");
        List<Money> closes = closes(file);
        int exDate = Files.readAllLines(file).stream()
                        .map(row -> row.split(",", -1)[1])
                        .toList()
                        .indexOf("2014-06-12")
                - 1;

        Forecast before = new Outlook(closes.subList(0, exDate), CONFIDENCE).at(TIMES);
        Forecast on = new Outlook(closes.subList(0, exDate + 1), CONFIDENCE).at(TIMES);

        for (int step = 0; step < MOST_AHEAD; step++) {
            assertThat(expectedMove(on, step, closes.get(exDate)))
                    .as("expected move to step %d", step)
                    .isCloseTo(expectedMove(before, step, closes.get(exDate - 1)), within(0.001));
            assertThat(width(on, step) / width(before, step)).isBetween(0.9, 1.1);
        }
    }

    private static double expectedMove(Forecast forecast, int step, Money latest) {
        return forecast.steps().get(step).expected().units() / (double) latest.units() - 1;
    }

    private static double width(Forecast forecast, int step) {
        Step at = forecast.steps().get(step);
        return (at.high().units() - at.low().units()) / (double) at.expected().units();
    }

    @Test
    void expectationDoesNotLoseToTomorrowIsLikeToday() {
        for (int horizon : HORIZONS) {
            Tally tally = TALLIES[horizon];
            assertThat(tally.error / tally.errorOfNoChange)
                    .as("horizon %d", horizon)
                    .isLessThan(1.01);
        }
    }
}
