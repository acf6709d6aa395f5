package io.papertrader.node.log;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.ErrorManager;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;

/**
 * The event log of a server (specification 3.1.4 and 3.2.5): captures every log record as a {@link LogEntry}, keeps the
 * newest in memory, and writes them to a rotated file when memory is full, at a regular interval, at stop, and before a
 * crash.
 *
 * <p>A thread that logs never waits for a disk that refuses: the oldest entries that cannot be written are given up,
 * counted, and the count is written when the disk takes entries again.
 */
public final class EventLog extends ExtHandler {
    private final LogRing ring;
    private final LogWriter writer;
    private final long writeIntervalNanos;
    private final Thread thread = Thread.ofPlatform().daemon().name("event-log").unstarted(this::writeRegularly);
    private volatile boolean stopped;

    public EventLog(LogSettings settings, InstantSource clock) {
        this.ring = new LogRing(settings.memorySize());
        var file = new LogFile(settings.file(), settings.maxFileBytes(), settings.oldFiles());
        this.writer = new LogWriter(ring, file, clock, this::reportFailure);
        this.writeIntervalNanos = settings.writeInterval().toNanos();
    }

    /** Opens the file, begins the regular writing, and from then on receives whatever any logger logs. */
    public void start() throws IOException {
        writer.open();
        thread.start();
        Logger.getLogger("").addHandler(this);
    }

    /** Returns the entries in memory, oldest first. */
    public List<LogEntry> snapshot() {
        return ring.snapshot();
    }

    /** Goes on in the file that has the configured name now, after another program has moved the old one away. */
    public void reopen() {
        writer.reopen();
    }

    /** Keeps the record; the caller's place is found now, on the caller's own stack. */
    @Override
    protected void doPublish(ExtLogRecord record) {
        LogEntry entry = LogEntry.of(record);
        while (!ring.offer(entry)) {
            if (!writer.makeRoom()) {
                ring.force(entry);
                return;
            }
        }
        if (ring.isHalfFull()) {
            LockSupport.unpark(thread);
        }
    }

    /** Writes at once what is in memory and not in the file. */
    @Override
    public void flush() {
        writer.write();
    }

    /** Receives nothing more, writes what is left and closes the file. */
    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        stopped = true;
        LockSupport.unpark(thread);
        writer.close();
    }

    /** Tells handlers in front of this one, such as a queue to another thread, to find the caller first. */
    @Override
    public boolean isCallerCalculationRequired() {
        return true;
    }

    private void writeRegularly() {
        while (!stopped) {
            LockSupport.parkNanos(this, writeIntervalNanos);
            writer.write();
        }
    }

    /** Reports once per outage, and never through a logger. */
    private void reportFailure(IOException failure) {
        reportError("The event log cannot be written", failure, ErrorManager.WRITE_FAILURE);
    }
}
