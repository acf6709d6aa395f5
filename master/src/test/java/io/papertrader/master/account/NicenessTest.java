package io.papertrader.master.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTest {
    @Test
    void belongsToTheThreadThatYieldsAlone() throws Exception {
        CompletableFuture<String> yielding = new CompletableFuture<>();
        Thread.ofPlatform()
                .start(() -> {
                    Niceness.yieldToOthers();
                    yielding.completeAsync(NicenessTest::niceness, Runnable::run);
                })
                .join();

        assertThat(yielding.join()).isEqualTo("5");
        assertThat(niceness()).isEqualTo("0");
    }

    /** The 19th figure of proc_pid_stat(5); the second, a name in brackets, may have spaces. */
    private static String niceness() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
