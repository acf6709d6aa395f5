package io.papertrader.node.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void beginsNewFileAtTheLimitAndKeepsTheNewestOldOnes() throws IOException {
        Path path = folder.resolve("logs/server.log");
        try (var file = new LogFile(path, 10, 2)) {
            for (String block : new String[] {"1111\n", "2222\n", "3333\n", "4444\n", "5555\n", "6666\n", "7777\n"}) {
                file.append(block.getBytes(UTF_8));
            }
        }

        assertThat(path).hasContent("7777\n");
        assertThat(path.resolveSibling("server.log.1")).hasContent("5555\n6666\n");
        assertThat(path.resolveSibling("server.log.2")).hasContent("3333\n4444\n");
        assertThat(path.resolveSibling("server.log.3")).doesNotExist();
    }

    @Test
    void keepsOneFileWhereNoOldOnesAreWanted() throws IOException {
        Path path = folder.resolve("server.log");
        try (var file = new LogFile(path, 5, 0)) {
            file.append("1111\n".getBytes(UTF_8));
            file.append("2222\n".getBytes(UTF_8));
        }

        assertThat(path).hasContent("2222\n");
        assertThat(folder.resolve("server.log.1")).doesNotExist();
    }

    @Test
    void goesOnInTheFileOfTheRunBefore() throws IOException {
        Path path = Files.writeString(folder.resolve("server.log"), "before\n");
        try (var file = new LogFile(path, 100, 1)) {
            file.append("after\n".getBytes(UTF_8));
        }

        assertThat(path).hasContent("before\nafter\n");
    }

    @Test
    void writesBlockThatIsLargerThanAFile() throws IOException {
        Path path = folder.resolve("server.log");
        try (var file = new LogFile(path, 3, 1)) {
            file.append("large\n".getBytes(UTF_8));
        }

        assertThat(path).hasContent("large\n");
    }
}
