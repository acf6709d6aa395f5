package io.papertrader.bench.jmh;

import java.io.IOException;
import java.nio.file.Path;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures the wire alone, on one thread. Prints a Markdown table, and leaves it in {@code target/bench-codec.md}.
 * Argument: the repository.
 */
public final class CodecBench {
    private CodecBench() {}

    public static void main(String[] arguments) throws IOException, RunnerException {
        Microbench.run(CodecBench.class.getPackage(), Path.of(arguments[0]), "bench-codec");
    }
}
