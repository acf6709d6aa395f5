package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The process of a server that a killed launcher may have left behind. It ends by itself, since its standard input has;
 * the next start waits for that, as it needs the ports. The home's lock says that no launcher uses it.
 */
final class LeftOverServer {

    private final Path file;

    /** The process file in the folder of a server. */
    LeftOverServer(Path directory) {
        this.file = directory.resolve("process");
    }

    /** Notes the process: its number, and its start, which tells it from a later process of the same number. */
    void note(ProcessHandle process) throws IOException {
        Home.writePrivate(file, process.pid() + " " + start(process));
    }

    /** Waits until it has ended; one that does not is ended by force, for its data is safe in the database. */
    void end(Duration patience) throws IOException {
        Optional<ProcessHandle> left = noted();
        if (left.isPresent()) {
            ProcessHandle process = left.get();
            boolean hasEnded = process.onExit()
                    .thenApply(ended -> true)
                    .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (!hasEnded) {
                process.destroyForcibly();
                process.onExit().join();
            }
        }
        Files.deleteIfExists(file);
    }

    private Optional<ProcessHandle> noted() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ", 2);
        try {
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(process -> words.length == 2 && words[1].equals(start(process)));
        } catch (NumberFormatException half) {
            return Optional.empty();
        }
    }

    private static String start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
