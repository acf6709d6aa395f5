package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that a service manager watches, with a program in the place of systemd's that writes down what it is told.
 */
@DisabledOnOs(OS.WINDOWS)
class WatchdogIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** There is no database, so the master waits for it, which is no reason to start it again. */
    @Test
    void tellsThatItIsReadyAndThenAgainAndAgainThatItIsAlive() throws Exception {
        Path told = folder.resolve("told");
        Path notify = Files.writeString(
                Files.createDirectory(folder.resolve("bin")).resolve("systemd-notify"),
                "#!/bin/sh\necho \"$*\" >>" + told + "\n");
        Files.setPosixFilePermissions(notify, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder(Built.quickServer("master"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.txt").toFile());
        builder.environment()
                .putAll(Map.of(
                        "PATH", notify.getParent() + ":" + System.getenv("PATH"),
                        "NOTIFY_SOCKET", "@none",
                        "WATCHDOG_USEC", "600000",
                        "PAPERTRADER_DIRECTORY", folder.resolve("data").toString(),
                        "PAPERTRADER_DATABASE_ADDRESS", "127.0.0.1:1",
                        "QUARKUS_HTTP_PORT", "0"));
        Process master = builder.start();
        try {
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> Files.exists(told) && Files.readAllLines(told).size() >= 4);

            List<String> words = Files.readAllLines(told);
            assertThat(words.getFirst()).isEqualTo("--ready");
            assertThat(Collections.frequency(words, "--ready")).isEqualTo(1);
            assertThat(words.subList(1, words.size())).containsOnly("WATCHDOG=1");
        } finally {
            master.destroyForcibly().onExit().join();
        }
    }
}
