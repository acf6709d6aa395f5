package io.papertrader.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** The variables that the process was started with. */
public final class Environment {
    private final Function<String, Optional<String>> variables;

    /** An environment with this source of a variable's value, where it is set. */
    public Environment(Function<String, Optional<String>> variables) {
        this.variables = variables;
    }

    /** The variable's value, where it is set to anything. */
    public Optional<String> variable(String name) {
        return variables
                .apply(name)
                .filter(value -> !value.isEmpty())
                .map(value -> LostCharacters.refuse(value, "The variable " + name));
    }

    /** The same as a value of the protocol, whose constructor checks it. */
    public <T> Optional<T> variable(String name, Function<String, T> make) {
        return variable(name).map(text -> {
            try {
                return make.apply(text);
            } catch (IllegalArgumentException outOfBounds) {
                throw CommandFailure.usage("The variable " + name + " " + outOfBounds.getMessage() + ".");
            }
        });
    }

    /** The same as the name of a file. */
    public Optional<Path> path(String name) {
        return variable(name, Converters::path);
    }
}
