package io.papertrader.standalone;

import java.nio.file.Path;
import java.util.List;

/** The launcher's command for a server, for tests that start one beside it. */
public final class LauncherCommand {
    private LauncherCommand() {}

    /**
     * The command for a jar of this repository, with all flags that its AOT cache was made with: Java passes over it
     * where one differs. The heap is left to the test.
     */
    public static List<String> ofJar(Path repository, String server) {
        try {
            return new Programs.Jars(repository, AotCache.USED)
                    .command(server, "512m").stream()
                            .filter(word -> !word.startsWith("-Xmx"))
                            .toList();
        } catch (StartFault notBuilt) {
            throw new IllegalStateException(notBuilt);
        }
    }
}
