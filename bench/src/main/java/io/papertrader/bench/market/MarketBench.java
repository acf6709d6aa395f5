package io.papertrader.bench.market;

import io.papertrader.bench.jmh.Microbench;
import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures the market alone, on one thread. Prints a Markdown table, and leaves it in {@code target/bench-market.md}.
 * Argument: the repository.
 */
public final class MarketBench {
    /** A million open orders, and the commands that they came from, take a heap of this size. */
    static final String[] FLAGS = {"-Xms1800m", "-Xmx1800m", "-XX:+UseSerialGC"};

    private MarketBench() {}

    public static void main(String[] arguments) throws IOException, RunnerException {
        Microbench.run(MarketBench.class.getPackage(), Path.of(arguments[0]), "bench-market", FLAGS);
    }
}
