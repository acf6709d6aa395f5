package io.papertrader.master.forecast;

/**
 * The half width of a band around what is expected so many days ahead, on logarithms: adaptive conformal inference
 * (Gibbs and Candès, 2021). A width is a quantile of how far earlier expectations of the same horizon were off. Each
 * band that the past has judged moves the share of misses that is aimed at: a miss makes the next ones wider, a hit a
 * little narrower. So bands keep their promise also while a market becomes wilder or calmer. No band knows a value that
 * came after it was made.
 *
 * @param width from the latest day on
 * @param tried the number of bands that the last {@value #BANDS} days have judged
 * @param held the number of these that held the value that came
 */
record AdaptiveBand(double width, int tried, int held) {
    /** The errors that a width is drawn from, about a year of them: enough for a quantile, few enough to forget. */
    static final int ERRORS = 250;

    /** Fewer errors than these make no band. */
    static final int FEWEST_ERRORS = 20;

    /** The latest days whose judgement is told. */
    static final int BANDS = 250;

    /** The weight of one hit or miss. */
    private static final double STEP = 0.005;

    /**
     * Goes through the past as it went.
     *
     * @param logs the logarithms of daily values, oldest first: more than the horizon by {@value #FEWEST_ERRORS} at
     *     least
     * @param level the level that was expected of the days to come
     */
    static AdaptiveBand of(double[] logs, Level level, int horizon, double missShare) {
        SortedWindow errors = new SortedWindow(ERRORS);
        double[] widths = new double[logs.length];
        double aimedShare = missShare;
        int tried = 0;
        int held = 0;
        for (int day = horizon; day < logs.length; day++) {
            int origin = day - horizon;
            double error = level.error(logs, day, horizon);
            if (origin >= horizon + FEWEST_ERRORS - 1) {
                int hit = error <= widths[origin] ? 1 : 0;
                aimedShare += STEP * (missShare - (1 - hit));
                boolean isTold = day >= logs.length - BANDS;
                tried += isTold ? 1 : 0;
                held += isTold ? hit : 0;
            }
            errors.add(error);
            if (errors.size() >= FEWEST_ERRORS) {
                widths[day] = errors.quantile(1 - aimedShare);
            }
        }
        return new AdaptiveBand(widths[logs.length - 1], tried, held);
    }
}
