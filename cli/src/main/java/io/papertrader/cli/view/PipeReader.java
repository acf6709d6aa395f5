package io.papertrader.cli.view;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process at the other end of the standard output, where that is a pipe. Whoever has nothing to write learns in no other way
 * that nobody reads: a pipe is opened for writing only where somebody does, and waits where not. Systems without {@code /proc}
 * do not tell.
 */
final class PipeReader {
    private static final Path OUTPUT = Path.of("/proc/self/fd/1");
    private static final long PATIENCE_MILLIS = 100;

    private PipeReader() {}

    static boolean isGone() {
        if (!isPipe()) {
            return false;
        }
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
