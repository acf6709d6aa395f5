package io.papertrader.bench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of a package on one thread each, and writes their Markdown table into {@code target/}. */
public final class Microbench {
    private static final int WARM_UPS = 3;
    private static final int MEASUREMENTS = 5;
    private static final double BYTES_A_MB = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    private Microbench() {}

    /**
     * Runs them with these flags for the JVM, or with this JVM's own where there are none.
     *
     * @param repository the folder that {@code target/} lies in
     * @param name the name of the table
     */
    public static void run(Package benchmarks, Path repository, String name, String... flags)
            throws IOException, RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include("^" + benchmarks.getName().replace(".", "\\.") + "\\.[A-Z]")
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(MEASUREMENTS)
                .measurementTime(TimeValue.seconds(1));
        if (flags.length > 0) {
            options.jvmArgs(flags);
        }
        String table = table(new Runner(options.build()).run(), benchmarks);
        System.out.print(table);
        Path file = repository.resolve("target").resolve(name + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
    }

    private static String table(Collection<RunResult> results, Package benchmarks) {
        StringBuilder text = new StringBuilder("""
                | what | with | a second | +/- | ns each | MB/s |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        results.forEach(result -> text.append(row(result, benchmarks)));
        return text.toString();
    }

    private static String row(RunResult run, Package benchmarks) {
        Result<?> result = run.getPrimaryResult();
        BenchmarkParams parameters = run.getParams();
        String bytes = parameters.getParam("bytes");
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.1f | %s |%n",
                parameters.getBenchmark().substring(benchmarks.getName().length() + 1),
                with(parameters),
                result.getScore(),
                result.getScoreError(),
                NANOS_A_SECOND / result.getScore(),
                bytes == null
                        ? ""
                        : String.format(
                                Locale.ROOT, "%.0f", result.getScore() * Double.parseDouble(bytes) / BYTES_A_MB));
    }

    private static String with(BenchmarkParams parameters) {
        return parameters.getParamsKeys().stream()
                .map(key -> parameters.getParam(key) + " " + key)
                .collect(Collectors.joining(", "));
    }
}
