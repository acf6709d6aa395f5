package io.papertrader.cli.view;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * The process at the other end of the standard output, where that is a pipe. Whoever has nothing to write learns in no
 * other way that nobody reads: a pipe is opened for writing only where somebody does, and waits where not. Systems
 * without {@code /proc} do not tell.
 */
final class PipeReader {
    private static final Path OUTPUT = Path.of("/proc/self/fd/1");
    private static final long PATIENCE_MILLIS = 200;

    /** One that takes long may only have waited for the processor, or have slept with the machine. */
    private static final int TRIES = 3;

    private PipeReader() {}

    static boolean isGone() {
        return isPipe() && IntStream.range(0, TRIES).allMatch(_ -> isWaitedFor());
    }

    private static boolean isWaitedFor() {
        Thread opening = Thread.ofPlatform().daemon().start(PipeReader::open);
        try {
            opening.join(PATIENCE_MILLIS);
            return opening.isAlive();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isPipe() {
        try {
            return Files.readSymbolicLink(OUTPUT).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static void open() {
        try {
            new FileOutputStream(OUTPUT.toFile(), true).close();
        } catch (IOException notAllowed) {
            // Then a write will tell.
        }
    }
}
