package io.papertrader.codec;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Committed files that tests check: written only where a system property asks for it, never silently. */
public final class Checked {
    private Checked() {}

    /** The file's text, after it was written where that was asked for. */
    public static String file(Path file, String expected, String property) throws IOException {
        if (Boolean.getBoolean(property)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        if (!Files.exists(file)) {
            fail("%s is missing; this writes it: ./mvnw -pl codec -am test -D%s=true", file, property);
        }
        return Files.readString(file);
    }
}
