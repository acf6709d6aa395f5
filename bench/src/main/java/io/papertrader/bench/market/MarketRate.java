package io.papertrader.bench.market;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** One figure of the market alone, for other tables. */
public final class MarketRate {
    private static final int WARM_UPS = 3;

    private MarketRate() {}

    /** Orders placed a second, as {@link Placing} has them: the mean of so many times. */
    public static double placing(int times) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + Placing.class.getName().replace(".", "\\.") + "\\.")
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(1)
                .warmupIterations(Math.min(times, WARM_UPS))
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(times)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs(MarketBench.FLAGS);
        return new Runner(options.build()).runSingle().getPrimaryResult().getScore();
    }
}
