package io.papertrader.codec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.Checked;
import io.papertrader.codec.message.Instruction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProtocolReferenceTest {
    private static final String WRITE = "papertrader.docs.write";

    private final String page = new ProtocolReference().render(text());

    @Test
    void isWhatStandsInTheRepository() throws IOException {
        String committed = Checked.file(Path.of("../docs/protocol.md"), page, WRITE);

        assertThat(committed)
                .as("docs/protocol.md is stale; this writes it: ./mvnw -pl codec -am test -D%s=true", WRITE)
                .isEqualTo(page);
    }

    @Test
    void hasAPlaceForEveryInstructionAndLeavesNoneUnfilled() {
        assertThat(page).doesNotContain("{{", "}}", "{@");
        assertThat(Arrays.stream(Instruction.values())
                        .map(row -> "\n#### " + row.specName() + " (" + row.code() + ")\n"))
                .allMatch(page::contains);
    }

    @Test
    void linksOnlyToHeadingsThatAreThereOnce() {
        List<String> headings = matches("(?m)^#+ (.*)$")
                .map(found -> found.group(1))
                .map(heading -> Structures.link(heading).replaceFirst(".*\\(", "("))
                .toList();

        assertThat(headings).doesNotHaveDuplicates();
        assertThat(headings)
                .containsAll(matches("\\]\\(#[^)]*\\)")
                        .map(found -> found.group().substring(1))
                        .collect(Collectors.toSet()));
    }

    private Stream<MatchResult> matches(String pattern) {
        return Pattern.compile(pattern).matcher(page).results();
    }

    private static String text() {
        try {
            return Files.readString(Path.of("src/test/resources/reference/protocol.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
