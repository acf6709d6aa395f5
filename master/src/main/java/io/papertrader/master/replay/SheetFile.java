package io.papertrader.master.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** A CSV file, plain or packed, which is read row by row: it may be larger than memory. */
final class SheetFile {
    private static final String PACKED = ".csv.gz";

    private SheetFile() {}

    /** True where a file's name is that of one. */
    static boolean isOne(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".csv") || name.endsWith(PACKED);
    }

    /** Reads rows from this number on, for as long as the reader wants more. */
    static void read(Path file, int first, Predicate<SheetRow> wantsMore) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = isPacked(file) ? new GZIPInputStream(in) : in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            int number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (number >= first && !wantsMore.test(SheetRow.of(file, number, line))) {
                    return;
                }
                number++;
            }
        }
    }

    private static boolean isPacked(Path file) {
        return file.toString().endsWith(PACKED);
    }
}
