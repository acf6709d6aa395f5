package io.papertrader.cli.session;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Environment;
import io.papertrader.cli.command.ExitCode;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the session is kept: {@code PAPERTRADER_SESSION}, else {@code papertrader/session.json} in {@code XDG_CONFIG_HOME},
 * else in {@code ~/.config}.
 */
@Singleton
public final class SessionFile {
    private final Environment environment;

    SessionFile(Environment environment) {
        this.environment = environment;
    }

    /** The session, where one is kept. */
    public Optional<SavedSession> read() {
        Path file = path();
        try {
            return Optional.of(SavedSession.of(new JsonObject(Files.readString(file))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | RuntimeException unreadable) {
            throw new CommandFailure(
                    ExitCode.NOT_LOGGED_IN,
                    "BAD_SESSION",
                    "The session file " + file + " cannot be read. Type: papertrader login");
        }
    }

    void write(SavedSession session) {
        Path file = path();
        try {
            PrivateFile.write(file, session.toJson().encodePrettily() + "\n");
        } catch (IOException e) {
            throw CommandFailure.file("The session cannot be kept in " + file + ": " + e);
        }
    }

    void delete() {
        Path file = path();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw CommandFailure.file("The session file " + file + " cannot be deleted: " + e);
        }
    }

    private Path path() {
        return environment
                .path("PAPERTRADER_SESSION")
                .orElseGet(() -> configFolder().resolve("papertrader").resolve("session.json"));
    }

    private Path configFolder() {
        return environment
                .path("XDG_CONFIG_HOME")
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
    }
}
