package io.papertrader.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that takes the output of a process; remembers where this run began, to show its last lines alone. */
final class OutputFile {

    private static final long ROTATED_AT_BYTES = 10L << 20;
    private static final int TAIL_BYTES = 64 << 10;
    private static final int SEARCHED_LINES = 500;

    /** An error as Postgres, its tools and the servers write it. */
    private static final Pattern LAST_WORDS = Pattern.compile("(?:FATAL|PANIC|ERROR|error):? +(?:\\[[^]]*\\] )?(.*)");

    /** The words of the master when it ends itself; whatever else fails meanwhile fails because of it. */
    private static final String OWN_WILL = "; ending with exit code ";

    /** The mark of what a server does that has stopped already: most often a consequence of its end. */
    private static final String TOO_LATE = "[Error Occurred After Shutdown]";

    private final Path path;
    private final long begin;

    private OutputFile(Path path, long begin) {
        this.path = path;
        this.begin = begin;
    }

    /** Goes on with the file of the last run, or puts it aside when it has grown large. */
    static OutputFile open(Path path) throws IOException {
        Home.makePrivate(Objects.requireNonNull(path.getParent()));
        if (Files.notExists(path)) {
            return new OutputFile(path, 0);
        }
        long size = Files.size(path);
        if (size < ROTATED_AT_BYTES) {
            return new OutputFile(path, size);
        }
        Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        return new OutputFile(path, 0);
    }

    Path path() {
        return path;
    }

    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(path.toFile());
    }

    /** The last lines of this run, fewer where there are fewer. */
    List<String> tail(int lines) {
        List<String> all = written().lines().filter(line -> !line.isBlank()).toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /**
     * The reason for which the program that writes it gave up: why it ended itself, or the last error of this run, one
     * from before it had stopped where there is one; or else its last line.
     */
    String reason() {
        List<String> lines = tail(SEARCHED_LINES).reversed().stream()
                .filter(line -> !isMoreOfTheLineBefore(line))
                .toList();
        return lastError(lines, line -> line.contains(OWN_WILL))
                .or(() -> lastError(lines, line -> !line.contains(TOO_LATE)))
                .or(() -> lastError(lines, line -> true))
                .or(() -> lines.stream().findFirst())
                .orElse("no reason given");
    }

    /** True for what Java and Postgres write below the line that says it. */
    private static boolean isMoreOfTheLineBefore(String line) {
        return Character.isWhitespace(line.charAt(0)) || line.startsWith("Caused by:");
    }

    private static Optional<String> lastError(List<String> reversed, Predicate<String> ofKind) {
        return reversed.stream()
                .filter(ofKind)
                .map(LAST_WORDS::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    private String written() {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(Math.max(begin, channel.size() - TAIL_BYTES));
            ByteBuffer buffer = ByteBuffer.allocate(TAIL_BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Reads until the buffer is full or the file is at its end.
            }
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(" + path + " cannot be read: " + e.getMessage() + ")";
        }
    }
}
