package io.papertrader.master.asset;

import io.papertrader.codec.message.AssetReply.Prediction;
import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A random walk with drift on the logarithm of daily values: the plainest model that is honest about how little the
 * past says. The band widens with the days ahead and with what is unknown of the drift itself.
 */
final class Forecast {
    private static final double HUNDRED = 100;
    /** The largest logarithm whose value a num can hold. */
    private static final double MAX_LOGARITHM = Math.log(Long.MAX_VALUE / (double) Decimal.ONE) - 1;

    private final double logLatest;
    private final SummaryStatistics returns = new SummaryStatistics();
    private final double width;

    /** From daily closes, oldest first, at least three. */
    Forecast(List<Double> closes, int confidencePercent) {
        for (int day = 1; day < closes.size(); day++) {
            returns.addValue(Math.log(closes.get(day) / closes.get(day - 1)));
        }
        this.logLatest = Math.log(closes.getLast());
        double tail = (1 + confidencePercent / HUNDRED) / 2;
        this.width = new TDistribution(returns.getN() - 1.0).inverseCumulativeProbability(tail);
    }

    /** One step a day, from the day after the latest value. */
    Prediction steps(Instant latest, int days) {
        return new Prediction(IntStream.rangeClosed(1, days)
                .mapToObj(ahead -> step(latest.plus(ahead, ChronoUnit.DAYS), ahead))
                .toList());
    }

    private Prediction.Step step(Instant time, int ahead) {
        double expected = logLatest + returns.getMean() * ahead;
        double uncertainty = Math.sqrt(returns.getVariance() * (ahead + (double) ahead * ahead / returns.getN()));
        return new Prediction.Step(
                time, value(expected - width * uncertainty), value(expected), value(expected + width * uncertainty));
    }

    private static Money value(double logarithm) {
        BigDecimal value = BigDecimal.valueOf(Math.exp(Math.min(logarithm, MAX_LOGARITHM)));
        return new Money(Decimal.units(value.setScale(Decimal.SCALE, RoundingMode.HALF_EVEN)));
    }
}
