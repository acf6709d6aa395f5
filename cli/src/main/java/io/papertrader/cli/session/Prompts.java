package io.papertrader.cli.session;

import io.papertrader.cli.command.CommandFailure;
import io.papertrader.cli.command.Environment;
import io.papertrader.cli.view.Terminal;
import io.papertrader.client.password.NewPassword;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.UserName;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks whoever sits at the terminal for what was not typed. */
@Singleton
public final class Prompts {
    private static final String VARIABLE = "PAPERTRADER_PASSWORD";

    private final Terminal terminal;
    private final Environment environment;

    Prompts(Terminal terminal, Environment environment) {
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
        return password(user, options, "password: ");
    }

    /** The same, asked for in other words. */
    public HashedPass password(UserName user, PasswordOptions options, String question) {
        return within(() -> HashedPass.of(user, given(options).orElseGet(() -> hidden(question))));
    }

    /** The password of a new account, typed twice, as nobody sees what is typed; asked again until it may be set. */
    public NewPassword newPassword(UserName user, Optional<Email> email, PasswordOptions options) {
        return given(options)
                .map(password -> within(() -> NewPassword.of(user, email, password)))
                .orElseGet(() -> chosen(user, email, "password"));
    }

    /** A password to take the place of the one before, which was asked for by the same options. */
    public NewPassword anotherPassword(UserName user, Optional<Email> email, PasswordOptions options) {
        return options.isFromInput ? newPassword(user, email, options) : chosen(user, email, "new password");
    }

    private static <T> T within(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException outOfBounds) {
            throw CommandFailure.usage("The password " + outOfBounds.getMessage() + ".");
        }
    }

    private NewPassword chosen(UserName user, Optional<Email> email, String what) {
        Optional<NewPassword> chosen = Optional.empty();
        while (chosen.isEmpty()) {
            String typed = hidden(what + ": ");
            chosen = parsed(typed, "password", text -> NewPassword.of(user, email, text))
                    .filter(good -> isTypedAgain(typed, what));
        }
        return chosen.get();
    }

    private boolean isTypedAgain(String typed, String what) {
        boolean isSame = hidden(what + " again: ").equals(typed);
        if (!isSame) {
            terminal.err().println("The two passwords are not the same.");
        }
        return isSame;
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
