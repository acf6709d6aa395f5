package io.papertrader.bench.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The measurements of one subject. */
record Starts(Subject subject, List<Double> millis, long residentKib, long fileBytes) {
    private static final Duration UNTIL_IDLE = Duration.ofSeconds(2);
    private static final double NANOS_A_MILLI = 1e6;

    /** Starts it so many times, one after another, each until its first answer. */
    static Starts measure(Subject subject, int times) throws IOException {
        List<Double> millis = new ArrayList<>();
        long resident = 0;
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            try (Running running = Running.start(subject)) {
                millis.add((System.nanoTime() - begin) / NANOS_A_MILLI);
                if (i == times - 1 && running.isAlive()) {
                    LockSupport.parkNanos(UNTIL_IDLE.toNanos());
                    resident = running.residentKib();
                }
            }
        }
        return new Starts(subject, List.copyOf(millis), resident, size(subject.file()));
    }

    double median() {
        List<Double> sorted = millis.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double maximum() {
        return millis.stream().max(Double::compare).orElseThrow();
    }

    private static long size(Path file) throws IOException {
        try (Stream<Path> files = Files.walk(file.toRealPath())) {
            return files.filter(Files::isRegularFile).mapToLong(Starts::length).sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
