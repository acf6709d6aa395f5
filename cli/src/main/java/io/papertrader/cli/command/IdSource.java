package io.papertrader.cli.command;

import java.util.UUID;

/** New names for new things. */
@FunctionalInterface
public interface IdSource {
    /** A UUID that nothing else has. */
    UUID next();
}
