package io.papertrader.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A program that has given its first answer, and is stopped by closing it. */
public final class Running implements AutoCloseable {
    private final Process process;

    private Running(Process process) {
        this.process = process;
    }

    /** Starts it and waits for its first answer. */
    public static Running start(Subject subject) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(subject.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(subject.environment());
        Running running = new Running(builder.start());
        try {
            subject.probe().await(running.process);
            return running;
        } catch (IOException e) {
            running.close();
            throw new IOException(subject.name() + " (" + subject.kind() + "): " + e.getMessage(), e);
        }
    }

    /** Waits for one more answer. */
    public void await(Probe probe) throws IOException {
        probe.await(process);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The memory that the system counts as resident now; 0 where the program is gone. */
    public long residentKib() throws IOException {
        return status("VmRSS:");
    }

    /** The most that was ever resident; 0 where the program is gone. */
    public long peakKib() throws IOException {
        return status("VmHWM:");
    }

    /** The time that it has had on any core so far; none where the program is gone. */
    public Duration processorTime() throws IOException {
        return ProcessorTime.of(process.pid()).own();
    }

    /** Sends a signal by its name, as STOP or KILL. */
    public void signal(String name) throws IOException {
        ProcessBuilder kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()));
        if (kill.inheritIO().start().onExit().join().exitValue() != 0) {
            throw new IOException("no signal " + name + " for " + process.pid());
        }
    }

    /** Ends it at once, also where it is frozen. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    private long status(String field) throws IOException {
        Path file = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!process.isAlive()) {
            return 0;
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
