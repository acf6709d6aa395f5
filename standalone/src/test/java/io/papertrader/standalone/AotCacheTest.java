package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    private static final Duration TO_STOP = Duration.ofSeconds(15);

    @TempDir
    private Path repository;

    private Path cache;

    @BeforeEach
    void buildAWorker() throws Exception {
        Path app = Files.createDirectories(repository.resolve("worker/target/quarkus-app"));
        Files.createFile(app.resolve("quarkus-run.jar"));
        cache = app.resolve("app.aot");
    }

    @Test
    void isTakenWhereItLiesBesideTheJar() throws Exception {
        Files.createFile(cache);

        assertThat(command(AotCache.USED)).contains("-XX:AOTCache=" + cache, "-XX:AOTMode=auto");
    }

    @Test
    void isNotNamedWhereThereIsNone() throws Exception {
        assertThat(command(AotCache.USED)).noneMatch(word -> word.contains("AOT"));
    }

    @Test
    void isLeftBehindByAServerThatHasTimeForIt() throws Exception {
        assertThat(command(AotCache.MADE)).contains("-XX:AOTCacheOutput=" + cache);
        assertThat(new Programs.Jars(repository, AotCache.MADE).stopPatience()).isGreaterThan(TO_STOP);
        assertThat(new Programs.Jars(repository, AotCache.USED).stopPatience()).isEqualTo(TO_STOP);
    }

    /** Java passes over the cache where one of these differs from those that it was made with. */
    @Test
    void isTakenByServersThatTestsStartThemselves() throws Exception {
        Files.createFile(cache);

        assertThat(LauncherCommand.ofJar(repository, "worker"))
                .contains("--enable-native-access=ALL-UNNAMED", "-XX:AOTCache=" + cache)
                .noneMatch(word -> word.startsWith("-Xmx"))
                .last()
                .isEqualTo(cache.resolveSibling("quarkus-run.jar").toString());
    }

    private List<String> command(AotCache cache) throws StartFault {
        return new Programs.Jars(repository, cache).command("worker", "256m");
    }
}
