package io.papertrader.bench.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that a program writes: what stands between two comments of its name. */
record Section(String name) {
    /** Puts this text in the place of what the file has there, or makes the file of it where there is none. */
    void write(Path file, String text) throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, replaced(Files.readString(file), text));
        } else {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, begin() + '\n' + text + end() + '\n');
        }
    }

    String replaced(String document, String text) {
        int begin = document.indexOf(begin());
        int end = document.indexOf(end());
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the document has no section between " + begin() + " and " + end());
        }
        return document.substring(0, begin) + begin() + "\n\n" + text + '\n' + document.substring(end);
    }

    private String begin() {
        return "<!-- " + name + ": begin -->";
    }

    private String end() {
        return "<!-- " + name + ": end -->";
    }
}
