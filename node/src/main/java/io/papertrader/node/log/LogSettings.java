package io.papertrader.node.log;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The limits of an event log.
 *
 * @param file the file written to; older ones stand beside it with .1, .2 and so on at the end
 * @param memorySize the number of entries kept in memory, written or not (specification 2.3.3)
 * @param maxFileBytes the size at which a new file is begun
 * @param oldFiles the number of full files kept
 * @param writeInterval the longest time an entry stays in memory alone
 */
public record LogSettings(Path file, int memorySize, long maxFileBytes, int oldFiles, Duration writeInterval) {
    public LogSettings {
        if (memorySize < 1 || maxFileBytes < 1 || oldFiles < 0 || !writeInterval.isPositive()) {
            throw new IllegalArgumentException("the limits of an event log are positive");
        }
    }
}
