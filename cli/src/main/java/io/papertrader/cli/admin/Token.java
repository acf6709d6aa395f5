package io.papertrader.cli.admin;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Environment;
import io.papertrader.cli.command.ExitCode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The secret that the master asks of whoever runs it. */
@Singleton
final class Token {
    private final MasterOptions options;
    private final Environment environment;

    Token(MasterOptions options, Environment environment) {
        this.options = options;
        this.environment = environment;
    }

    String read() {
        return options.tokenFile
                .map(Token::read)
                .or(() -> environment.variable("PAPERTRADER_ADMIN_TOKEN"))
                .orElseGet(() -> read(usualFile()));
    }

    private Path usualFile() {
        return environment
                .path("PAPERTRADER_ADMIN_TOKEN_FILE")
                .orElseGet(() -> environment
                        .path("PAPERTRADER_HOME")
                        .orElse(Path.of("data"))
                        .resolve("master")
                        .resolve("admin-token"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NOT_LOGGED_IN,
                    "NO_TOKEN",
                    "The admin token cannot be read from " + file + ". Give the master's with --token-file.");
        }
    }
}
