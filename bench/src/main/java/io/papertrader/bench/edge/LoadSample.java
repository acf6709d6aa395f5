package io.papertrader.bench.edge;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * The outcome of one run; delays in milliseconds.
 *
 * @param rate answers a second
 * @param unanswered requests that had no answer when the run ended
 * @param refused replies that were refusals, since the connections were opened
 */
public record LoadSample(double rate, double p50, double p99, double p999, double max, long unanswered, long refused) {
    private static final double NANOS_A_MILLI = 1e6;

    public static LoadSample of(Histogram delays, double rate, long unanswered, long refused) {
        return new LoadSample(
                rate,
                millis(delays, 50),
                millis(delays, 99),
                millis(delays, 99.9),
                delays.getMaxValue() / NANOS_A_MILLI,
                unanswered,
                refused);
    }

    /** The median of each figure by itself. */
    public static LoadSample median(List<LoadSample> samples) {
        return new LoadSample(
                median(samples, LoadSample::rate),
                median(samples, LoadSample::p50),
                median(samples, LoadSample::p99),
                median(samples, LoadSample::p999),
                median(samples, LoadSample::max),
                (long) median(samples, LoadSample::unanswered),
                (long) median(samples, LoadSample::refused));
    }

    public static <T> double median(List<T> samples, ToDoubleFunction<T> figure) {
        double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double millis(Histogram delays, double percentile) {
        return delays.getValueAtPercentile(percentile) / NANOS_A_MILLI;
    }
}
