package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.standalone.network.RunningNetwork.Result;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Logins with a third party in both ways, by the command, a network, and a real Keycloak with its real pages. */
@EnabledIfSystemProperty(
        named = Keycloak.FOLDER,
        matches = ".+",
        disabledReason = "make test and make identity-test run it")
class IdentityIT {
    private static final Pattern PAGE = Pattern.compile("^http://\\S+$", Pattern.MULTILINE);
    private static final Pattern CODE_PAGE = Pattern.compile("With the code in it: (\\S+)");
    private static final Map<String, String> ADA = Map.of("username", "ada", "password", "correct horse");
    private static final Map<String, String> BOB = Map.of("username", "bob", "password", "battery staple");
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path home;

    /** A command that waits until somebody has logged in elsewhere. */
    private record Waiting(Process process, Path out, Path err) {
        URI page(Pattern pattern) {
            Awaitility.await("the command says where to go")
                    .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .failFast(() -> assertThat(process.isAlive())
                            .as(Files.readString(err))
                            .isTrue())
                    .until(() -> pattern.matcher(Files.readString(err)).find());
            try {
                Matcher found = pattern.matcher(Files.readString(err));
                assertThat(found.find()).isTrue();
                return URI.create(found.group(found.groupCount()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        Result end() throws IOException, InterruptedException {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    private Waiting begin(RunningNetwork network, String user, String... arguments) throws IOException {
        Path out = Files.createTempFile(home, "out", ".txt");
        Path err = Files.createTempFile(home, "err", ".txt");
        ProcessBuilder builder = network.command(user, arguments);
        Arrays.asList("DISPLAY", "WAYLAND_DISPLAY").forEach(builder.environment()::remove);
        return new Waiting(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    private Result inBrowser(RunningNetwork network, Map<String, String> person, String... arguments)
            throws IOException, InterruptedException {
        Waiting command = begin(network, person.get("username"), arguments);
        try (BrowserOfForms browser = new BrowserOfForms()) {
            browser.open(command.page(PAGE)).submit(person);
            assertThat(browser.page()).contains("You can close this window");
        }
        return command.end();
    }

    private Result byCode(RunningNetwork network, Map<String, String> person, String answer, String... arguments)
            throws IOException, InterruptedException {
        Waiting command = begin(network, person.get("username"), arguments);
        try (BrowserOfForms browser = new BrowserOfForms()) {
            browser.open(command.page(CODE_PAGE)).submit(person).submit(Map.of(answer, "x"));
        }
        return command.end();
    }

    @Test
    void registersLinksAndLogsInByBothWays() throws Exception {
        try (Keycloak keycloak = Keycloak.begin();
                RunningNetwork network = RunningNetwork.start(
                        home,
                        Map.of(
                                "PAPERTRADER_IDENTITY_PROVIDERS__KEYCLOAK__ISSUER",
                                keycloak.issuer().toString(),
                                "PAPERTRADER_IDENTITY_PROVIDERS__KEYCLOAK__CLIENT_ID",
                                "papertrader"))) {
            keycloak.awaitListening();

            Result unknown = inBrowser(network, ADA, "login", "--with", "keycloak");
            assertThat(unknown.exit()).isEqualTo(1);
            assertThat(unknown.err()).contains("UNKNOWN_USER", "papertrader register --with keycloak");

            assertThat(inBrowser(network, ADA, "register", "ada", "--with", "keycloak")
                            .expectDone())
                    .isEqualTo("Welcome, ada. Next: papertrader login --with keycloak\n");
            assertThat(inBrowser(network, ADA, "login", "--with", "keycloak").expectDone())
                    .startsWith("Logged in as ada until ");
            assertThat(network.papertrader("ada", "info").expectDone()).contains("ada@example.org", "keycloak");
            network.trade("ada", "buy", "AAPL", "1").expectDone();

            assertThat(network.papertrader("ada", "login", "ada").err())
                    .contains("EXTERNAL_LOGIN_REQUIRED", "log in with keycloak");
            assertThat(network.papertrader("ada", "account", "unlink", "keycloak")
                            .err())
                    .contains("LAST_LOGIN");

            assertThat(byCode(network, ADA, "accept", "login", "--with", "keycloak", "--device")
                            .expectDone())
                    .startsWith("Logged in as ada until ");
            assertThat(byCode(network, ADA, "cancel", "login", "--with", "keycloak", "--device")
                            .err())
                    .contains("DENIED: The login with keycloak was refused there.");

            network.papertrader("bob", "register", "bob", "--email", "bob@example.net")
                    .expectDone();
            network.papertrader("bob", "login", "bob").expectDone();
            inBrowser(network, BOB, "account", "link", "keycloak").expectDone();
            assertThat(inBrowser(network, BOB, "login", "--with", "keycloak").expectDone())
                    .startsWith("Logged in as bob until ");
            network.papertrader("bob", "account", "unlink", "keycloak").expectDone();
        }
    }
}
