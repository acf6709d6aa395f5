package io.papertrader.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/configuration.md");

    @Test
    void pageSaysWhatTheCodeSays() throws IOException {
        String markdown = new ConfigurationReference(ROOT).markdown();
        if (Boolean.getBoolean("papertrader.docs.write")) {
            Files.writeString(PAGE, markdown);
        }

        assertThat(PAGE)
                .as("stale; write it anew: ./mvnw -pl standalone -am test -Dtest=ConfigurationReferenceTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dpapertrader.docs.write=true")
                .hasContent(markdown);
    }
}
