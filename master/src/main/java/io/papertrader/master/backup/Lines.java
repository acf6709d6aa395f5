package io.papertrader.master.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a file that may be anything: each ends with a line feed and is bounded. */
final class Lines {
    /** No row has more: a worker's key is the longest text that a table holds. */
    private static final int MAX_BYTES = 1 << 20;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next line with its line feed. */
    byte[] next() throws IOException, BackupFault {
        line.reset();
        int read = in.read();
        while (read >= 0 && read != '\n' && line.size() < MAX_BYTES) {
            line.write(read);
            read = in.read();
        }
        if (read < 0) {
            throw part();
        }
        if (read != '\n') {
            throw BackupFault.file("The file is damaged: it has a line that is longer than any of a backup.");
        }
        line.write(read);
        return line.toByteArray();
    }

    /** The next line as text, without its line feed. */
    String text() throws IOException, BackupFault {
        byte[] bytes = next();
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
    }

    /** The first line, which says what the file is. */
    Optional<String> first() throws IOException {
        try {
            return Optional.of(text());
        } catch (BackupFault noLine) {
            return Optional.empty();
        }
    }

    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    static BackupFault part() {
        return BackupFault.file("The file ends in the middle: it is a part of a backup.");
    }
}
