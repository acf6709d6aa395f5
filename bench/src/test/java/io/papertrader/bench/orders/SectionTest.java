package io.papertrader.bench.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionTest {
    private static final String BEGIN = "<!-- figures: begin -->";
    private static final String END = "<!-- figures: end -->";
    private static final Section SECTION = new Section("figures");

    @TempDir
    private Path folder;

    @Test
    void replacesWhatStandsBetweenItsComments() {
        String document = "before\n" + BEGIN + "\n\nold\n\n" + END + "\nbehind\n";

        String replaced = SECTION.replaced(document, "new\n");

        assertThat(replaced).isEqualTo("before\n" + BEGIN + "\n\nnew\n\n" + END + "\nbehind\n");
        assertThat(SECTION.replaced(replaced, "new\n")).isEqualTo(replaced);
    }

    @Test
    void refusesADocumentWithoutItsComments() {
        assertThatThrownBy(() -> SECTION.replaced(END + BEGIN, "new\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesTheFileWhereThereIsNone() throws IOException {
        Path file = folder.resolve("target/figures.md");

        SECTION.write(file, "first\n");
        SECTION.write(file, "second\n");

        assertThat(Files.readString(file)).contains("second").doesNotContain("first");
    }

    @Test
    void hasItsPlaceInTheReport() throws IOException {
        String report = Files.readString(Path.of("../docs/BENCHMARKS.md"));

        assertThat(new Section("bench-orders").replaced(report, "text\n")).contains("text");
    }
}
