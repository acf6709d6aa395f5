package io.papertrader.master.forecast;

import io.papertrader.codec.message.AssetReply.Forecast;
import io.papertrader.codec.message.AssetReply.Prediction.Step;
import io.papertrader.codec.message.ForecastModel;
import io.papertrader.vocabulary.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The band in which an asset's value may lie on the trading days to come, from its daily closes alone. The bands of the
 * first {@value #HORIZONS} days are each judged by the past; further ahead the last of them widens with the root of the
 * days, as a random walk does.
 */
public final class Outlook {
    /** The fewest closes that anything can be said from. */
    public static final int FEWEST_CLOSES = AdaptiveBand.FEWEST_ERRORS + 1;

    private static final int HORIZONS = 20;
    private static final double HUNDRED = 100;

    private final Money latest;
    private final int confidencePercent;
    private final ForecastModel model;

    /** The expected value, as a logarithm beside the latest value's. */
    private final double expected;

    private final List<AdaptiveBand> bands;

    /** An outlook from daily closes, oldest first, at least {@value #FEWEST_CLOSES}. */
    public Outlook(List<Money> closes, int confidencePercent) {
        double[] logs = closes.stream()
                .mapToDouble(close -> Math.log((double) Math.max(1, close.units())))
                .toArray();
        Level level = Level.of(logs);
        this.latest = closes.getLast();
        this.confidencePercent = confidencePercent;
        this.model = level.model();
        this.expected = level.latest() - logs[logs.length - 1];
        double missShare = 1 - confidencePercent / HUNDRED;
        this.bands = IntStream.rangeClosed(1, Math.min(HORIZONS, logs.length - AdaptiveBand.FEWEST_ERRORS))
                .mapToObj(horizon -> AdaptiveBand.of(logs, level, horizon, missShare))
                .toList();
    }

    /** A step for each of these times, which are the closes of the next trading days; one at least. */
    public Forecast at(List<Instant> closes) {
        List<Step> steps = new ArrayList<>();
        double width = 0;
        for (int ahead = 1; ahead <= closes.size(); ahead++) {
            // A value that is further away is never surer.
            width = Math.max(width, width(ahead));
            steps.add(step(closes.get(ahead - 1), width));
        }
        int horizon = Math.min(closes.size(), bands.size());
        AdaptiveBand judged = bands.get(horizon - 1);
        return new Forecast(steps, model, confidencePercent, horizon, judged.tried(), judged.held());
    }

    private double width(int ahead) {
        return ahead <= bands.size()
                ? bands.get(ahead - 1).width()
                : bands.getLast().width() * Math.sqrt(ahead / (double) bands.size());
    }

    private Step step(Instant time, double width) {
        return new Step(time, value(expected - width), value(expected), value(expected + width));
    }

    /** The value with this logarithm beside the latest; the largest of all money where it would be more. */
    private Money value(double logarithm) {
        return logarithm == 0 ? latest : new Money(Math.round(latest.units() * Math.exp(logarithm)));
    }
}
