package io.papertrader.node.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    private static final Logger LOGGER = Logger.getLogger("io.papertrader.test");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    private EventLog log;
    private Handler[] console;

    @BeforeEach
    void silenceConsole() {
        console = Logger.getLogger("").clearHandlers();
    }

    @AfterEach
    void close() {
        if (log != null) {
            log.close();
        }
        Logger.getLogger("").setHandlers(console);
    }

    @Test
    void capturesTimeCallerAndFormattedMessage() throws IOException {
        start(10, NEVER);

        LOGGER.log(Level.INFO, "worker {0} joined", "edge-1");

        LogEntry entry = log.snapshot().getLast();
        assertThat(entry.message()).isEqualTo("worker edge-1 joined");
        assertThat(entry.file()).isEqualTo("EventLogTest.java");
        assertThat(entry.function()).isEqualTo("capturesTimeCallerAndFormattedMessage");
        assertThat(entry.line()).isPositive();
        assertThat(entry.level()).isEqualTo(Level.INFO);
        assertThat(entry.logger()).isEqualTo("io.papertrader.test");
        assertThat(entry.date().atTime(entry.time()).toInstant(ZoneOffset.UTC)).isEqualTo(entry.instant());
    }

    @Test
    void writesEachEntryAsOneLineWithKeysAndPlace() throws IOException {
        start(10, NEVER);

        MDC.put("workerName", "edge\n1");
        LOGGER.warning("two\nlines");
        MDC.remove("workerName");
        log.flush();

        LogEntry entry = log.snapshot().getLast();
        assertThat(Files.readAllLines(file()))
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z WARNING .*")
                .endsWith("[io.papertrader.test] EventLogTest.java:" + entry.line()
                        + " writesEachEntryAsOneLineWithKeysAndPlace: two\\nlines workerName=edge\\n1");
    }

    @Test
    void writesStackTraceAsLinesBehindTabs() throws IOException {
        start(10, NEVER);

        LOGGER.log(Level.SEVERE, "failed", new IllegalStateException("why", new IOException("because")));
        log.flush();

        List<String> lines = Files.readAllLines(file());
        assertThat(lines.getFirst()).endsWith("failed");
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.startsWith("\t"))
                .contains("\tjava.lang.IllegalStateException: why", "\tcaused by java.io.IOException: because");
    }

    @Test
    void keepsBareMessageWhenFormattingFails() throws IOException {
        start(10, NEVER);

        LOGGER.log(Level.INFO, "broken {0", "argument");

        assertThat(log.snapshot().getLast().message()).isEqualTo("broken {0");
    }

    @Test
    void writesAtTheInterval() throws Exception {
        start(10, Duration.ofMillis(5));

        LOGGER.info("regular");

        Await.until(() -> Files.readString(file()).contains("regular"));
    }

    @Test
    void writesWhenMemoryIsFull() throws Exception {
        start(4, NEVER);

        for (int i = 0; i < 9; i++) {
            LOGGER.info("entry " + i);
        }

        assertThat(Files.readAllLines(file()).size()).isGreaterThanOrEqualTo(5);
        assertThat(log.snapshot()).hasSize(4);
    }

    @Test
    void writesTheRestAtStop() throws IOException {
        start(10, NEVER);
        LOGGER.info("last words");

        log.close();

        assertThat(Files.readString(file())).contains("last words");
        LOGGER.info("afterwards");
        log.flush();
        assertThat(Files.readString(file())).doesNotContain("afterwards");
    }

    @Test
    void losesNothingAndStaysWithinMemoryUnderConcurrentLogging() throws Exception {
        start(32, Duration.ofMillis(1));
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int number = thread;
            threads.add(Thread.startVirtualThread(() -> {
                for (int i = 0; i < 1_000; i++) {
                    LOGGER.info("entry " + number + " " + i);
                }
            }));
        }

        while (threads.stream().anyMatch(Thread::isAlive)) {
            assertThat(log.snapshot()).hasSizeLessThanOrEqualTo(32);
        }
        log.close();

        assertThat(Files.readAllLines(file())).hasSize(8_000).doesNotHaveDuplicates();
    }

    @Test
    void countsWhatAFullDiskCostAndGoesOnWhenItTakesEntriesAgain() throws IOException {
        // Every write to this device fails as on a full disk.
        Files.createSymbolicLink(file(), Path.of("/dev/full"));
        start(4, NEVER);
        for (int i = 0; i < 10; i++) {
            LOGGER.info("entry " + i);
            log.flush();
        }
        assertThat(log.snapshot()).hasSize(4);

        Files.delete(file());
        log.flush();

        List<String> lines = Files.readAllLines(file());
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst()).contains("6 entries before this one were lost");
        assertThat(lines.get(1)).endsWith("entry 6");
        assertThat(lines.getLast()).endsWith("entry 9");
    }

    @Test
    void takesEntriesOfInterruptedThread() throws IOException {
        start(2, NEVER);

        Thread.currentThread().interrupt();
        for (int i = 0; i < 5; i++) {
            LOGGER.info("entry " + i);
        }
        assertThat(Thread.interrupted()).isTrue();
        log.flush();

        assertThat(Files.readAllLines(file())).hasSize(5);
    }

    @Test
    void goesOnInNewFileAfterReopen() throws IOException {
        start(10, NEVER);
        LOGGER.info("old");
        log.flush();
        Path moved = Files.move(file(), folder.resolve("moved.log"));

        log.reopen();
        LOGGER.info("new");
        log.flush();

        assertThat(Files.readString(moved)).contains("old").doesNotContain("new");
        assertThat(Files.readString(file())).contains("new").doesNotContain("old");
    }

    @Test
    void refusesToStartWhereTheFileCannotBeOpened() throws IOException {
        Files.createDirectory(file());

        assertThatThrownBy(() -> start(10, NEVER)).isInstanceOf(IOException.class);
    }

    private void start(int memorySize, Duration interval) throws IOException {
        log = new EventLog(new LogSettings(file(), memorySize, 10_000_000, 1, interval), CLOCK);
        log.start();
    }

    private Path file() {
        return folder.resolve("server.log");
    }
}
