package io.papertrader.standalone.network;

import io.papertrader.standalone.NewPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The work, done once before the first of them, by which the many networks of these tests start quickly. */
final class Preparation {
    private static final List<String> JARS = List.of("master", "worker", "cli");

    private static NewPostgres postgres;

    private Preparation() {}

    /** A home with a new database; one that has a database keeps it. */
    static synchronized void of(Path home) throws IOException {
        if (postgres == null) {
            postgres = once(() -> NewPostgres.make(
                    Files.createTempDirectory("papertrader-postgres").toRealPath()));
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::delete));
        }
        postgres.copyTo(home);
    }

    /** AOT caches of the jars of this build, where those of an earlier one or none are there. */
    static void train() {
        once(() -> JARS.stream().allMatch(Preparation::isTrained) ? 0 : makeCaches());
    }

    private static int makeCaches() throws IOException {
        ProcessBuilder script =
                new ProcessBuilder(Built.ROOT.resolve("src/sh/train-servers").toString());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return script.redirectErrorStream(true)
                .redirectOutput(new File("target/train.log"))
                .start()
                .onExit()
                .join()
                .exitValue();
    }

    private static boolean isTrained(String module) {
        Path app = Built.ROOT.resolve(module).resolve("target/quarkus-app");
        try {
            Path cache = app.resolve("app.aot");
            return Files.exists(cache)
                    && Files.getLastModifiedTime(cache)
                                    .compareTo(Files.getLastModifiedTime(app.resolve("quarkus-run.jar")))
                            > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step<T> {
        T run() throws IOException;
    }

    /** One of all the JVMs that run tests at a time. */
    private static <T> T once(Step<T> step) {
        try (FileChannel file = FileChannel.open(
                        Path.of("target/preparation.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = file.lock()) {
            return step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
