package io.papertrader.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The time that a process has had on any core so far, and that of its children which have ended and were waited for, as
 * Linux counts it.
 */
public record ProcessorTime(Duration own, Duration ofEnded) {
    private static final ProcessorTime NONE = new ProcessorTime(Duration.ZERO, Duration.ZERO);

    private static final Path PROCESSES = Path.of("/proc");

    /** The unit of these counts, whatever the kernel's own is. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** The counts' places behind the name, which is in brackets and may hold anything. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    /** None where the process is gone. */
    public static ProcessorTime of(long pid) throws IOException {
        return of(PROCESSES, pid);
    }

    /** Fails where the system does not tell of processes so. */
    static ProcessorTime of(Path processes, long pid) throws IOException {
        Path process = processes.resolve(String.valueOf(pid));
        try {
            return parse(Files.readString(process.resolve("stat")));
        } catch (IOException unread) {
            // It may have ended before it was opened, or before it was read.
            if (Files.exists(process) || !Files.exists(processes.resolve("self"))) {
                throw unread;
            }
            return NONE;
        }
    }

    public static ProcessorTime ofThisProgram() throws IOException {
        return of(ProcessHandle.current().pid());
    }

    /** The time of a process and its children, those that have ended too. */
    public static Duration ofFamily(ProcessHandle parent) throws IOException {
        ProcessorTime time = of(parent.pid());
        Duration sum = time.own.plus(time.ofEnded);
        for (ProcessHandle child : parent.children().toList()) {
            sum = sum.plus(of(child.pid()).own);
        }
        return sum;
    }

    static ProcessorTime parse(String stat) {
        List<String> fields =
                List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "));
        return new ProcessorTime(
                ticks(fields.get(USER)).plus(ticks(fields.get(SYSTEM))),
                ticks(fields.get(ENDED_USER)).plus(ticks(fields.get(ENDED_SYSTEM))));
    }

    private static Duration ticks(String count) {
        return TICK.multipliedBy(Long.parseLong(count));
    }
}
