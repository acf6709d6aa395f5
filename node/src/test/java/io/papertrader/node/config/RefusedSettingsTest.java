package io.papertrader.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings are refused by SmallRye Config itself, whose words are what has to be understood. */
class RefusedSettingsTest {
    @TempDir
    Path folder;

    @Test
    void namesTheVariableItsValueAndWhatIsWrong() {
        SettingPlace place = new SettingPlace(Map.of("PAPERTRADER_MANY_THINGS", "none"), folder);

        assertThat(refusal("none", place))
                .containsExactlyInAnyOrder(
                        "PAPERTRADER_MANY_THINGS is \"none\": must be a whole number of at least 1, not \"none\".",
                        "PAPERTRADER_UUID (papertrader.uuid) is not set, and has no default.");
    }

    @Test
    void namesTheLineOfAFileOfVariables() throws Exception {
        Path file = Files.writeString(folder.resolve(".env"), "# many\n\nPAPERTRADER_MANY_THINGS=0\n");

        assertThat(refusal("0", new SettingPlace(Map.of(), folder)))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("PAPERTRADER_MANY_THINGS (" + file + ", line 3) is \"0\": must be"));
    }

    @Test
    void namesTheLineOfAFileOfProperties() throws Exception {
        Files.createDirectory(folder.resolve("config"));
        Path file =
                Files.writeString(folder.resolve("config/application.properties"), "papertrader.many-things = -1\n");

        assertThat(refusal("-1", new SettingPlace(Map.of(), folder)))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("papertrader.many-things (" + file + ", line 1) is \"-1\": must be"));
    }

    private static List<String> refusal(String value, SettingPlace place) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("papertrader.many-things", value), "test", 100))
                .build();
        Problem bad = problem(() -> config.getValue("papertrader.many-things", new AtLeastOne()));
        Problem missing = problem(() -> config.getValue("papertrader.uuid", UUID.class));
        return RefusedSettings.lines(new ConfigValidationException(new Problem[] {bad, missing}), place);
    }

    private static Problem problem(ThrowingCallable reading) {
        return new Problem(catchThrowable(reading).toString());
    }
}
