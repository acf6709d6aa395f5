package io.papertrader.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Takes what the launcher did not expect, for those who mend it; people read one line. */
record LauncherLog(Path file) {

    /** A log in the system's temporary folder, where no data folder is known yet. */
    static LauncherLog temporary() {
        return new LauncherLog(Path.of(System.getProperty("java.io.tmpdir"), "papertrader-launcher.log"));
    }

    static LauncherLog in(Path home) {
        return new LauncherLog(home.resolve("log").resolve("launcher.log"));
    }

    /** Returns the line. */
    String write(Throwable unexpected) {
        StringWriter trace = new StringWriter();
        unexpected.printStackTrace(new PrintWriter(trace, true));
        try {
            Home.makePrivate(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, trace.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return "The launcher failed (%s). More stands in %s.".formatted(unexpected, file);
        } catch (IOException e) {
            return "The launcher failed (%s), and %s cannot be written: %s."
                    .formatted(unexpected, file, e.getMessage());
        }
    }
}
