package io.papertrader.cli.session;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Environment;
import io.papertrader.cli.view.Terminal;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.UserName;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** Asks whoever sits at the terminal for what was not typed. */
@Singleton
public final class Questions {
    private static final String VARIABLE = "PAPERTRADER_PASSWORD";

    private final Terminal terminal;
    private final Environment environment;

    Questions(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    /** The value, or what is answered; asked again until it is within the value's bounds. */
    public <T> T ask(Optional<T> given, String what, Function<String, T> make, String howToGiveIt) {
        Optional<T> value = given;
        while (value.isEmpty()) {
            String text = terminal.ask(what + ": ")
                    .orElseThrow(() -> CommandFailure.usage("The " + what + " is missing: " + howToGiveIt));
            value = parsed(text.strip(), what, make);
        }
        return value.get();
    }

    private <T> Optional<T> parsed(String text, String what, Function<String, T> make) {
        try {
            return Optional.of(make.apply(text));
        } catch (IllegalArgumentException outOfBounds) {
            terminal.err().println("The " + what + " " + outOfBounds.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** The password of an account that is there. */
    public HashedPass password(UserName user, PasswordOptions options) {
        return hashed(user, given(options).orElseGet(() -> hidden("password: ")));
    }

    /** The password of a new account, typed twice, as nobody sees what is typed. */
    public HashedPass newPassword(UserName user, PasswordOptions options) {
        return hashed(user, given(options).orElseGet(this::twice));
    }

    private static HashedPass hashed(UserName user, String password) {
        try {
            return HashedPass.of(user, password);
        } catch (IllegalArgumentException outOfBounds) {
            throw CommandFailure.usage("The password " + outOfBounds.getMessage() + ".");
        }
    }

    private String twice() {
        String password = hidden("password: ");
        while (!hidden("password again: ").equals(password)) {
            terminal.err().println("The two passwords are not the same.");
            password = hidden("password: ");
        }
        return password;
    }

    private Optional<String> given(PasswordOptions options) {
        return options.isFromInput
                ? terminal.inputLine().filter(line -> !line.isEmpty()).or(() -> {
                    throw CommandFailure.usage("The standard input has no password.");
                })
                : environment.variable(VARIABLE);
    }

    private String hidden(String question) {
        return terminal.askHidden(question)
                .filter(password -> !password.isEmpty())
                .orElseThrow(() -> CommandFailure.usage(
                        "The password is missing: type it at a terminal, use --password-stdin, or set " + VARIABLE
                                + "."));
    }
}
