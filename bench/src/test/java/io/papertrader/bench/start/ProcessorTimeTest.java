package io.papertrader.bench.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTimeTest {
    @Test
    void countsBehindANameWithSpacesAndBrackets() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 100 200 0 0 150 50 7 3 20 0 1 0 12345 1000 100\n";

        assertThat(ProcessorTime.parse(stat))
                .isEqualTo(new ProcessorTime(Duration.ofSeconds(2), Duration.ofMillis(100)));
    }

    @Test
    void takesAProcessThatIsGoneForOneThatHadNone() throws Exception {
        assertThat(ProcessorTime.of(Long.MAX_VALUE)).isEqualTo(new ProcessorTime(Duration.ZERO, Duration.ZERO));
    }

    @Test
    void failsWhereTheSystemDoesNotTellOfProcesses(@TempDir Path processes) {
        assertThatIOException().isThrownBy(() -> ProcessorTime.of(processes, 42));
    }

    @Test
    void failsWhereAProcessIsThereAndItsTimeIsNot(@TempDir Path processes) throws Exception {
        Files.createDirectories(processes.resolve("self"));
        Files.createDirectories(processes.resolve("42"));

        assertThatIOException().isThrownBy(() -> ProcessorTime.of(processes, 42));
    }
}
