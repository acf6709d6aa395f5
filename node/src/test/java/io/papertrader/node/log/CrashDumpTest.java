package io.papertrader.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashDumpTest {
    @TempDir
    Path folder;

    @Test
    void writesMemoryAndEndsTheProcessAfterAnError() throws Exception {
        Path file = folder.resolve("server.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingServer.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();

        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();

        assertThat(ended).as(Files.readString(folder.resolve("output"))).isTrue();
        assertThat(process.exitValue()).isEqualTo(CrashDump.EXIT_CODE);
        assertThat(Files.readString(file))
                .contains("CrashingServer.java:")
                .contains(" main: serving\n")
                .contains("Thread feature ended by what nobody caught\n")
                .contains("\n\tjava.lang.AssertionError: ledger does not balance\n");
    }

    @Test
    void writesMemoryAndGoesOnAfterAnException() throws IOException {
        Path file = folder.resolve("server.log");
        var settings = new LogSettings(file, 100, 1_000_000, 1, Duration.ofHours(1));
        List<Integer> exits = new ArrayList<>();
        try (var log = new EventLog(settings, InstantSource.fixed(Instant.EPOCH))) {
            log.start();
            var dump = new CrashDump(log, exits::add);

            dump.uncaughtException(Thread.currentThread(), new IllegalStateException("one request failed"));

            assertThat(Files.readString(file)).contains("java.lang.IllegalStateException: one request failed");
            assertThat(exits).isEmpty();
        }
    }
}
