package io.papertrader.master.replay;

import io.papertrader.master.replay.SheetRow.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** A CSV file, plain or packed, which is read row by row: it may be larger than memory. */
final class SheetFile {
    private static final String PACKED = ".csv.gz";
    private static final int READ_BYTES = 1 << 16;

    private SheetFile() {}

    /** True where a file's name is that of one. */
    static boolean isOne(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".csv") || name.endsWith(PACKED);
    }

    /** Reads rows from a place on, for as long as the reader wants more; what is before it costs little. */
    static void read(Path file, Place first, Predicate<SheetRow> wantsMore) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = isPacked(file) ? new GZIPInputStream(in, READ_BYTES) : in) {
            plain.skipNBytes(first.bytes());
            Lines lines = new Lines(plain, first.bytes());
            int number = first.row();
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                SheetRow row = SheetRow.of(file, new Place(number, lines.begin()), line.get());
                if (!wantsMore.test(row)) {
                    return;
                }
                number++;
            }
        }
    }

    private static boolean isPacked(Path file) {
        return file.toString().endsWith(PACKED);
    }

    /** Lines that end with LF, CR or both, and the bytes before each. */
    private static final class Lines {
        private final InputStream in;
        private final byte[] read = new byte[READ_BYTES];
        private byte[] line = new byte[256];
        private int next;
        private int end;
        private long taken;
        private long begin;

        Lines(InputStream in, long taken) {
            this.in = in;
            this.taken = taken;
        }

        /** The bytes before the line that was taken last. */
        long begin() {
            return begin;
        }

        Optional<String> next() throws IOException {
            begin = taken;
            int length = 0;
            for (int at = take(); at != -1; at = take()) {
                if (at == '\n' || at == '\r') {
                    takeRestOfEnd(at);
                    return Optional.of(text(length));
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, 2 * length);
                }
                line[length++] = (byte) at;
            }
            return length == 0 ? Optional.empty() : Optional.of(text(length));
        }

        private String text(int length) {
            return new String(line, 0, length, StandardCharsets.UTF_8);
        }

        private void takeRestOfEnd(int at) throws IOException {
            if (at == '\r' && hasMore() && read[next] == '\n') {
                take();
            }
        }

        private int take() throws IOException {
            if (!hasMore()) {
                return -1;
            }
            taken++;
            return read[next++] & 0xFF;
        }

        private boolean hasMore() throws IOException {
            if (next == end) {
                next = 0;
                end = Math.max(0, in.read(read));
            }
            return next < end;
        }
    }
}
