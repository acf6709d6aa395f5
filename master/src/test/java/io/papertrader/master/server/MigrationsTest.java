package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.account.FoldedNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    /** A master that did not know of a migration would never apply it. */
    @Test
    void knowsEveryMigration() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            Stream<String> scripts = files.map(
                            file -> NAME.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches())
                    .map(name -> name.group(1));
            List<Integer> numbers = Stream.concat(
                            scripts, Stream.of(new FoldedNames().getVersion().getVersion()))
                    .map(Integer::parseInt)
                    .toList();

            assertThat(numbers).isNotEmpty().doesNotHaveDuplicates().hasSameElementsAs(Schema.ALL);
        }
    }
}
