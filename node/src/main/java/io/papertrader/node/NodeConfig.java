package io.papertrader.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The settings that every server has. */
@ConfigMapping(prefix = "papertrader")
public interface NodeConfig {
    /**
     * The server's folder, {@code data/master} or {@code data/worker} where not set: {@code keys/}, {@code log/}, on
     * the master {@code admin-token}.
     */
    Path directory();

    /**
     * True where the server stops when its standard input ends: set by a launcher whose servers must not outlive it,
     * even where it is killed.
     */
    @WithDefault("false")
    boolean stopAtEndOfInput();
}
