package io.papertrader.bench.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program that is measured.
 *
 * @param kind the way in which it is built: {@code native}, {@code JVM} ...
 * @param file the file that has to be there to run it, beside a Java for jars; a folder counts with all that is in it
 * @param target the most milliseconds that its median may be, where there is such an aim
 */
public record Subject(
        String name,
        String kind,
        List<String> command,
        Map<String, String> environment,
        Path file,
        Probe probe,
        Optional<Integer> target) {}
