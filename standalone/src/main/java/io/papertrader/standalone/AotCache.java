package io.papertrader.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The cache that one run of a server's jar may leave behind, so that every later start takes half the time: its classes
 * as Java holds them in memory. It lies beside the jar. Java passes over one that is of other jars or of another Java.
 */
enum AotCache {
    /** Servers start with what is there. */
    USED {
        @Override
        List<String> flags(Path jar) {
            Path file = file(jar);
            return Files.exists(file)
                    ? List.of("-XX:AOTCache=" + file, "-XX:AOTMode=auto", "-Xlog:aot*=off")
                    : List.of();
        }

        @Override
        Duration making() {
            return Duration.ZERO;
        }
    },

    /** Servers leave it behind as they end, which takes them some seconds. */
    MADE {
        @Override
        List<String> flags(Path jar) {
            return List.of("-XX:AOTCacheOutput=" + file(jar), "-Xlog:aot*=off");
        }

        @Override
        Duration making() {
            return Duration.ofSeconds(60);
        }
    };

    /** The flags for the Java that runs this jar. */
    abstract List<String> flags(Path jar);

    /** The time that a server may take longer to end. */
    abstract Duration making();

    private static Path file(Path jar) {
        return jar.resolveSibling("app.aot");
    }
}
