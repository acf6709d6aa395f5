package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFileTest {

    private static final long TEN_MEGABYTES = 10L << 20;

    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("server.out");
    }

    @Test
    void showsTheLastLinesOfThisRunAlone() throws Exception {
        Files.writeString(path, "earlier\n");
        OutputFile log = OutputFile.open(path);
        Files.writeString(path, "one\n\ntwo\nthree\n", StandardOpenOption.APPEND);

        assertThat(log.tail(2)).containsExactly("two", "three");
        assertThat(log.tail(9)).containsExactly("one", "two", "three");
    }

    @Test
    void showsTheEndOfALongRun() throws Exception {
        OutputFile log = OutputFile.open(path);
        Files.writeString(path, "a line\n".repeat(100_000) + "the last\n");

        assertThat(log.tail(2)).containsExactly("a line", "the last");
    }

    @Test
    void putsALargeFileAside() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(TEN_MEGABYTES);
        }

        OutputFile.open(path);

        assertThat(path).doesNotExist();
        assertThat(directory.resolve("server.out.1")).hasSize(TEN_MEGABYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-28 08:00:01,123 ERROR [i.p.w.s.WorkerServer] the disk is full",
                "2026-11-28 08:00:01.123 UTC [42] FATAL:  the disk is full",
                "initdb: error: the disk is full"
            })
    void findsTheLastErrorAmongTheLastWords(String error) throws Exception {
        OutputFile log = OutputFile.open(path);
        Files.writeString(path, "all is well\n" + error + "\npapertrader-worker stopped in 0.1s\n");

        assertThat(log.reason()).isEqualTo("the disk is full");
    }

    @Test
    void passesOverWhatOnlyFailedBecauseTheServerWasStopping() throws Exception {
        OutputFile log = OutputFile.open(path);
        Files.writeString(path, """
                2026-11-28 08:00:01,123 ERROR [io.pa.wo.se.WorkerServer] the port is taken
                2026-11-28 08:00:01,275 FATAL [io.pa.no.lo.CrashDump] Thread executor-thread-1 ended by what nobody caught [Error Occurred After Shutdown]: java.util.concurrent.RejectedExecutionException: event executor terminated
                \tat io.netty.util.concurrent.SingleThreadEventExecutor.reject(SingleThreadEventExecutor.java:934)
                2026-11-28 08:00:01,287 INFO  [io.quarkus] papertrader-worker stopped in 0.346s
                """);

        assertThat(log.reason()).isEqualTo("the port is taken");
    }

    @Test
    void doesNotTakeTheCauseOfWhatItPassesOverForTheReason() throws Exception {
        OutputFile log = OutputFile.open(path);
        Files.writeString(path, """
                2026-11-28 08:00:01,123 ERROR [io.pa.wo.se.WorkerServer] the port is taken
                2026-11-28 08:00:01,275 ERROR [io.pa.no.lo.CrashDump] Thread 1 ended by what nobody caught [Error Occurred After Shutdown]: java.lang.IllegalStateException: error: closed
                \tat io.netty.util.concurrent.SingleThreadEventExecutor.reject(SingleThreadEventExecutor.java:934)
                \tSuppressed: java.io.IOException: FATAL: terminating connection
                Caused by: io.vertx.pgclient.PgException: FATAL: terminating connection due to administrator command
                \t... 3 more
                """);

        assertThat(log.reason()).isEqualTo("the port is taken");
    }

    @Test
    void findsAnErrorOfAServerThatHadStoppedWhereThereIsNoOther() throws Exception {
        OutputFile log = OutputFile.open(path);
        Files.writeString(path, """
                2026-11-28 08:00:01,275 ERROR [io.pa.no.lo.CrashDump] the heap is full [Error Occurred After Shutdown]
                \tat io.papertrader.node.log.CrashDump.write(CrashDump.java:34)
                2026-11-28 08:00:01,287 INFO  [io.quarkus] papertrader-worker stopped in 0.346s
                """);

        assertThat(log.reason()).isEqualTo("the heap is full [Error Occurred After Shutdown]");
    }

    @Test
    void believesAServerThatSaysWhyItEndsItself() throws Exception {
        OutputFile log = OutputFile.open(path);
        Files.writeString(path, """
                2026-11-28 08:00:01,123 ERROR [io.pa.ma.up.UpdateCycle] An update failed; the queue waits for the next
                2026-11-28 08:00:01,124 ERROR [io.pa.ma.le.Leadership] The lock of the master is lost (gone); ending with exit code 3
                2026-11-28 08:00:01,125 ERROR [io.pa.ma.jo.RunKeeper] A batch could not be written; the market is read anew
                Caused by: io.vertx.pgclient.PgException: FATAL: terminating connection due to administrator command
                """);

        assertThat(log.reason()).isEqualTo("The lock of the master is lost (gone); ending with exit code 3");
    }

    @Test
    void tellsTheLastLineThatStandsByItselfWhereThereIsNoError() throws Exception {
        OutputFile log = OutputFile.open(path);
        Files.writeString(path, """
                all is well
                Exception in thread "main" java.lang.OutOfMemoryError: Java heap space
                \tat io.papertrader.worker.Main.main(Main.java:12)
                """);

        assertThat(log.reason()).contains("Java heap space").doesNotContain("Main.java");
    }

    @Test
    void saysSoWhenThereIsNothingToRead() throws Exception {
        OutputFile log = OutputFile.open(path);

        assertThat(log.tail(1)).singleElement().asString().contains("cannot be read");
    }
}
