package io.papertrader.bench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the wire alone, on one thread. Prints a Markdown table, and leaves it in {@code target/bench-codec.md}.
 * Argument: the repository.
 */
public final class CodecBench {
    private static final int WARM_UPS = 3;
    private static final int MEASUREMENTS = 5;
    private static final double BYTES_A_MB = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    private CodecBench() {}

    public static void main(String[] arguments) throws IOException, RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(CodecBench.class.getPackageName())
                        .mode(Mode.Throughput)
                        .timeUnit(TimeUnit.SECONDS)
                        .forks(1)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(MEASUREMENTS)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        StringBuilder text = new StringBuilder("""
                | what | bytes | a second | +/- | ns each | MB/s |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        results.forEach(result -> text.append(row(result)));
        System.out.print(text);
        Path file = Path.of(arguments[0]).resolve("target/bench-codec.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String row(RunResult run) {
        Result<?> result = run.getPrimaryResult();
        String bytes = run.getParams().getParam("bytes");
        String name = run.getParams()
                .getBenchmark()
                .substring(CodecBench.class.getPackageName().length() + 1);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.1f | %s |%n",
                name,
                bytes == null ? "" : bytes,
                result.getScore(),
                result.getScoreError(),
                NANOS_A_SECOND / result.getScore(),
                bytes == null
                        ? ""
                        : String.format(
                                Locale.ROOT, "%.0f", result.getScore() * Double.parseDouble(bytes) / BYTES_A_MB));
    }
}
