package io.papertrader.master.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Texts that ship with the master. */
public final class Resources {
    private Resources() {}

    /** The text of a resource; empty where there is none of this name. */
    public static Optional<String> text(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The master's own file cannot be read: " + name, e);
        }
    }

    /** The lines of a resource that is there. */
    static List<String> lines(String name) {
        return text(name).orElseThrow().lines().toList();
    }
}
