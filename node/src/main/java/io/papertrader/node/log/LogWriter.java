package io.papertrader.node.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.logging.Level;

/**
 * Carries entries from the ring to the file, one thread at a time. While the disk refuses, nobody waits for it: only
 * the regular write tries again, and what the ring cannot hold until then is counted and the count written.
 */
final class LogWriter {
    /** Far more than a healthy disk takes; a thread that logs must not hang on a sick one. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(1);

    private static final int BATCH = 256;
    private static final long MAX_BLOCK_BYTES = 65_536;

    private final LogRing ring;
    private final LogFile file;
    private final InstantSource clock;
    private final Consumer<IOException> onFailure;
    private final long blockBytes;
    /** A fair lock, because a thread that is overtaken again and again would take a busy disk for a sick one. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private volatile boolean failing;
    private volatile boolean isMoved;

    LogWriter(LogRing ring, LogFile file, InstantSource clock, Consumer<IOException> onFailure) {
        this.ring = ring;
        this.file = file;
        this.clock = clock;
        this.onFailure = onFailure;
        // No block is larger than a file may be; a single entry may.
        this.blockBytes = Math.min(MAX_BLOCK_BYTES, file.maxBytes());
    }

    /** Opens the file, so that a server which cannot log does not start. */
    void open() throws IOException {
        writing.lock();
        try {
            file.open();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Opens the file that has the name now: another program has moved the old one away. While the disk is busy, later.
     */
    boolean reopen() {
        isMoved = true;
        return write();
    }

    /** Writes what the ring holds, unless the disk is known to refuse; returns whether it is written. */
    boolean makeRoom() {
        return !failing && write();
    }

    /** Writes what the ring holds; returns whether it is written. */
    boolean write() {
        return exclusively(this::writeAll);
    }

    /** Writes what the ring holds and lets go of the file. */
    void close() {
        exclusively(() -> {
            try (file) {
                writeAll();
            }
        });
    }

    private boolean exclusively(FileWork work) {
        // A failure that is reported may end in another log entry on this thread: that one waits in the ring.
        if (writing.isHeldByCurrentThread() || !locked()) {
            return false;
        }
        try {
            work.run();
            failing = false;
            return true;
        } catch (IOException e) {
            if (!failing) {
                failing = true;
                onFailure.accept(e);
            }
            return false;
        } finally {
            writing.unlock();
        }
    }

    private boolean locked() {
        try {
            boolean locked = writing.tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!locked) {
                // A write that takes so long is as bad as one that fails; it ends the outage when it comes through.
                failing = true;
            }
            return locked;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // The thread is to end soon; its last words still count where the file is free.
            return writing.tryLock();
        }
    }

    private void writeAll() throws IOException {
        if (isMoved) {
            isMoved = false;
            file.close();
            file.open();
        }
        // Entries that come in meanwhile are for the next batch: a thread that logs must not be caught here for ever.
        long goal = ring.added();
        LogRing.Batch batch = ring.unwritten(BATCH);
        while (batch.begin() < goal) {
            writeBlock(batch);
            batch = ring.unwritten(BATCH);
        }
    }

    /** Writes as many entries of the batch as one block takes. */
    private void writeBlock(LogRing.Batch batch) throws IOException {
        var block = new ByteArrayOutputStream();
        if (batch.lostBefore() > 0) {
            block.writeBytes(bytes(lossNote(batch.lostBefore())));
        }
        int taken = 0;
        for (LogEntry entry : batch.entries()) {
            byte[] text = bytes(entry);
            if (taken > 0 && block.size() + text.length > blockBytes) {
                break;
            }
            block.writeBytes(text);
            taken++;
        }
        file.append(block.toByteArray());
        ring.markWritten(batch.first(taken));
    }

    private LogEntry lossNote(long lost) {
        return new LogEntry(
                clock.instant(),
                Level.WARNING,
                LogWriter.class.getName(),
                "LogWriter.java",
                "lossNote",
                0,
                lost + " entries before this one were lost: memory was full and the log file could not be written");
    }

    private static byte[] bytes(LogEntry entry) {
        return entry.text().getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface FileWork {
        void run() throws IOException;
    }
}
