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

/** What was measured of one subject. */
record Starts(Subject subject, List<Double> millis, long residentKib, long fileBytes) {
    private static final Duration UNTIL_IDLE = Duration.ofSeconds(2);
    private static final double NANOS_A_MILLI = 1e6;

    /** Starts it so many times, one after another, each until its first answer. */
    static Starts measure(Subject subject, int times) throws IOException {
        List<Double> millis = new ArrayList<>();
        long resident = 0;
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            Process process = start(subject);
            try {
                subject.probe().await(process);
                millis.add((System.nanoTime() - begin) / NANOS_A_MILLI);
                if (i == times - 1 && process.isAlive()) {
                    LockSupport.parkNanos(UNTIL_IDLE.toNanos());
                    resident = residentKib(process);
                }
            } catch (IOException e) {
                throw new IOException(subject.name() + " (" + subject.kind() + "): " + e.getMessage(), e);
            } finally {
                stop(process);
            }
        }
        return new Starts(subject, List.copyOf(millis), resident, size(subject.file()));
    }

    /** Begins one that others need, and waits for its first answer. */
    static Process running(Subject subject) throws IOException {
        Process process = start(subject);
        try {
            subject.probe().await(process);
            return process;
        } catch (IOException e) {
            stop(process);
            throw new IOException(subject.name() + " (" + subject.kind() + "): " + e.getMessage(), e);
        }
    }

    static void stop(Process process) {
        process.destroy();
        process.onExit().join();
    }

    double median() {
        List<Double> sorted = millis.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double maximum() {
        return millis.stream().max(Double::compare).orElseThrow();
    }

    private static Process start(Subject subject) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(subject.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(subject.environment());
        return builder.start();
    }

    private static long residentKib(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
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
