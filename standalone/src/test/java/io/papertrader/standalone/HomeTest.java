package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path directory;

    @Test
    void refusesASecondStartOnTheSameHome() throws Exception {
        Path path = directory.resolve("data");

        try (Home first = Home.open(path)) {
            assertThatThrownBy(() -> Home.open(path))
                    .isInstanceOf(StartFault.class)
                    .message()
                    .hasLineCount(1)
                    .contains("already runs on " + first.directory())
                    .contains("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void opensAgainWhenTheFirstHasEnded() throws Exception {
        Path path = directory.resolve("data");
        Home.open(path).close();

        try (Home again = Home.open(path)) {
            assertThat(again.directory()).isEqualTo(path.toRealPath());
        }
    }

    @Test
    void saysInOneLineThatTheHomeIsAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("data"));

        assertThatThrownBy(() -> Home.open(file))
                .isInstanceOf(StartFault.class)
                .message()
                .hasLineCount(1)
                .contains(file + " is a file", "PAPERTRADER_HOME");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsOthersOut() throws Exception {
        try (Home home = Home.open(directory.resolve("deep/data"))) {
            Path secret = home.directory().resolve("secret");
            Home.writePrivate(secret, "1");
            Home.writePrivate(secret, "2");

            assertThat(permissions(home.directory())).isEqualTo("rwx------");
            assertThat(permissions(secret)).isEqualTo("rw-------");
            assertThat(secret).hasContent("2");
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
