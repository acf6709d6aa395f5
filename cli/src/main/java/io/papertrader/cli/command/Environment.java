package io.papertrader.cli.command;

import java.util.Optional;

/** The variables that the process was started with. */
@FunctionalInterface
public interface Environment {
    /** The variable's value, where it is set to anything. */
    Optional<String> variable(String name);
}
