package io.papertrader.master.forecast;

import io.papertrader.codec.message.ForecastModel;

/**
 * The level that is expected of all days to come, as of each day, on logarithms. It is flat: the drift of the past is
 * so uncertain that to promise it costs more than it brings. The random walk stands unless simple exponential
 * smoothing, ETS(A,N,N), wins: its weight is chosen on the earlier part of the past, and it has to come nearer on the
 * later part by more than chance would.
 */
final class Level {
    private static final double[] WEIGHTS = {0.5, 0.6, 0.7, 0.8, 0.9};

    /** The later part, on which the challenger has to win. */
    private static final int JUDGING_DAYS = 250;

    /** The least of the earlier part, on which its weight is chosen. */
    private static final int CHOOSING_DAYS = 100;

    /** The most that the challenger's error may be, as a share of the random walk's. */
    private static final double WINNING = 0.99;

    private final ForecastModel model;
    private final double[] expected;

    private Level(ForecastModel model, double... expected) {
        this.model = model;
        this.expected = expected;
    }

    /** The better model of these logarithms of daily values. */
    static Level of(double... logs) {
        int judgedFrom = logs.length - JUDGING_DAYS;
        if (judgedFrom < CHOOSING_DAYS) {
            return randomWalk(logs);
        }
        double[] challenger = smoothed(logs, WEIGHTS[0]);
        for (double weight : WEIGHTS) {
            double[] other = smoothed(logs, weight);
            if (error(logs, other, 1, judgedFrom) < error(logs, challenger, 1, judgedFrom)) {
                challenger = other;
            }
        }
        boolean isWon =
                error(logs, challenger, judgedFrom, logs.length) < WINNING * error(logs, logs, judgedFrom, logs.length);
        return isWon ? new Level(ForecastModel.EXPONENTIAL_SMOOTHING, challenger) : randomWalk(logs);
    }

    private static Level randomWalk(double... logs) {
        return new Level(ForecastModel.RANDOM_WALK, logs);
    }

    private static double[] smoothed(double[] logs, double weight) {
        double[] levels = new double[logs.length];
        levels[0] = logs[0];
        for (int day = 1; day < logs.length; day++) {
            levels[day] = levels[day - 1] + weight * (logs[day] - levels[day - 1]);
        }
        return levels;
    }

    /** The sum of the distances between each day and the level that was expected of it the day before. */
    private static double error(double[] logs, double[] expected, int from, int to) {
        double sum = 0;
        for (int day = from; day < to; day++) {
            sum += Math.abs(logs[day] - expected[day - 1]);
        }
        return sum;
    }

    ForecastModel model() {
        return model;
    }

    /** The distance of a day from the level that was expected of it so many days before. */
    double error(double[] logs, int day, int horizon) {
        return Math.abs(logs[day] - expected[day - horizon]);
    }

    double latest() {
        return expected[expected.length - 1];
    }
}
