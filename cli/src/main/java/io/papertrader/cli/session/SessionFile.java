package io.papertrader.cli.session;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Environment;
import io.papertrader.cli.command.ExitCode;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The file with the session: {@code PAPERTRADER_SESSION}, else {@code papertrader/session.json} in
 * {@code XDG_CONFIG_HOME}, else in {@code ~/.config}. One that cannot be read is as good as none, and the next login
 * writes another in its place.
 */
@Singleton
public final class SessionFile {
    private final Environment environment;

    SessionFile(Environment environment) {
        this.environment = environment;
    }

    /** The session, where one is kept. */
    public Optional<SavedSession> read() {
        return home().flatMap(SessionFile::read);
    }

    private static Optional<SavedSession> read(Path file) {
        try {
            return Optional.of(SavedSession.of(new JsonObject(Files.readString(file))));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** The reason for which there is no session, for a command that needs one. */
    public CommandFailure absence() {
        String reason = home().filter(Files::exists)
                .map(file -> "The session file " + file + " cannot be read.")
                .orElse("Nobody is logged in.");
        return new CommandFailure(ExitCode.NOT_LOGGED_IN, "BAD_SESSION", reason + " Type: papertrader login");
    }

    void write(SavedSession session) {
        Path file = path();
        try {
            PrivateFile.write(file, session.toJson().encodePrettily() + "\n");
        } catch (IOException e) {
            throw CommandFailure.file("The session cannot be kept in " + file, e);
        }
    }

    public void delete() {
        Path file = path();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw CommandFailure.file("The session file " + file + " cannot be deleted", e);
        }
    }

    /** The file; refuses where there is no place for one. */
    Path path() {
        return home().orElseThrow(() -> CommandFailure.usage(
                "There is no folder for the session: set HOME, or PAPERTRADER_SESSION to the name of a file."));
    }

    private Optional<Path> home() {
        return environment
                .path("PAPERTRADER_SESSION")
                .or(() -> configFolder()
                        .map(folder -> folder.resolve("papertrader").resolve("session.json")));
    }

    private Optional<Path> configFolder() {
        return environment
                .path("XDG_CONFIG_HOME")
                .filter(Path::isAbsolute)
                .or(() -> environment.path("HOME").or(SessionFile::ofAccount).map(folder -> folder.resolve(".config")));
    }

    /** The system's account of a user may have no home, or not exist; Java says {@code ?} then. */
    private static Optional<Path> ofAccount() {
        return Optional.ofNullable(System.getProperty("user.home"))
                .filter(Predicate.not("?"::equals))
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
