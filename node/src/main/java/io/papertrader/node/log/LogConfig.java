package io.papertrader.node.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** The event log. */
@ConfigMapping(prefix = "papertrader.log")
public interface LogConfig {
    /** The most entries kept in memory (specification 2.3.3). */
    @WithDefault("1000")
    int memorySize();

    /** The bytes after which a new file is begun. */
    @WithDefault("10000000")
    long maxFileSize();

    /** The number of old files that are kept. */
    @WithDefault("5")
    int oldFiles();

    /** The time between two writes of entries to the file. */
    @WithDefault("1s")
    @WithName("write-interval")
    Duration writeInterval();
}
