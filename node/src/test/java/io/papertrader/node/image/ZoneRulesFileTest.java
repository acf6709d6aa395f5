package io.papertrader.node.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneRulesFileTest {
    private static final Path FILE = Path.of(System.getProperty("java.home"), "lib", "tzdb.dat");

    @Test
    void hasRulesForEveryRegionOfTheJdk() throws IOException {
        Map<String, byte[]> rules = ZoneRulesFile.read(FILE);

        Set<String> regions = ZoneRulesProvider.getAvailableZoneIds();
        assertThat(rules.keySet()).containsExactlyInAnyOrderElementsOf(regions);
        assertThat(rules.values()).allSatisfy(bytes -> assertThat(bytes).isNotEmpty());
        assertThat(rules.get("Europe/Berlin")).isNotEqualTo(rules.get("Asia/Tokyo"));
    }

    @Test
    void refusesAnotherFile(@TempDir Path folder) throws IOException {
        Path other = Files.write(folder.resolve("other"), new byte[] {1, 0, 1, 'X', 0, 0});

        assertThatThrownBy(() -> ZoneRulesFile.read(other)).hasMessageContaining("time zones");
    }
}
