package io.papertrader.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files that operators deploy with name only variables, files and probes that exist. */
class DeployTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DEPLOY = ROOT.resolve("deploy");
    private static final Pattern PROPERTY = Pattern.compile("`(papertrader\\.[a-z.-]+)`");
    private static final Pattern VARIABLE = Pattern.compile("\\bPAPERTRADER_[A-Z0-9_]+");
    private static final Pattern PROBE = Pattern.compile("/q/[a-z/]+");

    /** The variables of the compose file itself, of install.sh itself, and of the command. */
    private static final Set<String> NOT_OF_A_SERVER = Set.of(
            "PAPERTRADER_WORKER_1_UUID",
            "PAPERTRADER_WORKER_2_UUID",
            "PAPERTRADER_PUBLIC_HOST",
            "PAPERTRADER_INSTALL_ROOT",
            "PAPERTRADER_SESSION",
            "PAPERTRADER_ADMIN_TOKEN",
            "PAPERTRADER_MASTER_HTTP",
            "PAPERTRADER_TRUST");

    @Test
    void everyVariableIsAPropertyOfAServer() throws IOException {
        Set<String> known = PROPERTY.matcher(Files.readString(ROOT.resolve("docs/configuration.md")))
                .results()
                .map(found -> variable(found.group(1)))
                .collect(Collectors.toSet());
        assertThat(known).contains("PAPERTRADER_MASTER_ADDRESS", "PAPERTRADER_LISTEN_SHARE_PORT");

        for (Path file : files()) {
            assertThat(VARIABLE.matcher(Files.readString(file))
                            .results()
                            .map(found -> found.group())
                            .filter(name -> !NOT_OF_A_SERVER.contains(name)))
                    .as("%s", DEPLOY.relativize(file))
                    .isSubsetOf(known);
        }
    }

    @Test
    void everyProbeIsOneOfTheServers() throws IOException {
        for (Path file : files()) {
            Matcher probe = PROBE.matcher(Files.readString(file));
            while (probe.find()) {
                assertThat(probe.group())
                        .as("%s", DEPLOY.relativize(file))
                        .isIn("/q/health/started", "/q/health/live", "/q/health/ready", "/q/metrics");
            }
        }
    }

    @Test
    void theImageOfTheWorkerNamesItsPorts() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("src/native/worker.Containerfile")))
                .contains("EXPOSE 2049 2080 9049");
    }

    /** The rules that let a server reach the world are left to the operator. */
    @Test
    void everyResourceOfTheKustomizationIsThere() throws IOException {
        Path folder = DEPLOY.resolve("kubernetes");
        List<String> named = Files.readAllLines(folder.resolve("kustomization.yaml")).stream()
                .filter(line -> line.startsWith("  - "))
                .map(line -> line.substring("  - ".length()))
                .toList();

        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("kustomization.yaml") && !name.startsWith("egress-")))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
