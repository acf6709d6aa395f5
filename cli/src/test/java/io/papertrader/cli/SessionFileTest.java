package io.papertrader.cli;

import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.client.Samples;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The session file is never in the way: whatever is in it, and wherever it should lie. */
class SessionFileTest {
    private static final String DEAD = "127.0.0.1:1";

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() {
        cli = new Cli(folder).variable("PAPERTRADER_PASSWORD", "correct horse");
        cli.worker()
                .answer(GetWorkers.class, request -> new WorkerList(List.of()))
                .answer(Register.class, request -> new RegisterSuccess(request.username()))
                .answer(Login.class, request -> Samples.sessionStarted(SESSION));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private void keep(String content) throws IOException {
        Files.createDirectories(cli.sessionFile().getParent());
        Files.writeString(cli.sessionFile(), content);
    }

    private void keepWorker(String address) throws IOException {
        keep("""
                {"sessionId": "%s", "expiry": "2027-01-01T00:00:00Z", "username": "alice", "workers": ["%s"]}
                """.formatted(SESSION.value(), address));
    }

    private JsonObject kept() throws IOException {
        return new JsonObject(Files.readString(cli.sessionFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{}", "null", "[]", "{\"sessionId\": 7", "{\"workers\": [\"x\"]}", "\0\0"})
    void unreadableFileIsAsGoodAsNone(String content) throws IOException {
        keep(content);

        assertThat(cli.run("workers").exitCode()).isZero();
        assertThat(cli.run("register", "alice", "--email", "alice@example.org").exitCode())
                .isZero();
        assertThat(cli.run("info"))
                .isEqualTo(new Run(
                        3,
                        "",
                        "papertrader: BAD_SESSION: The session file " + cli.sessionFile()
                                + " cannot be read. Type: papertrader login\n"));
        assertThat(cli.run("login", "alice").exitCode()).isZero();
        assertThat(kept().getString("sessionId")).isEqualTo(SESSION.value());
    }

    @Test
    void logoutTakesAnUnreadableFileAway() throws IOException {
        keep("{");

        assertThat(cli.run("logout")).isEqualTo(new Run(0, "Nobody was logged in.\n", ""));
        assertThat(cli.sessionFile()).doesNotExist();
        assertThat(cli.run("logout").exitCode()).isZero();
    }

    @Test
    void saysWhereAnAddressThatNobodyAnswersIsFrom() throws IOException {
        keepWorker(DEAD);

        assertThat(cli.without("PAPERTRADER_WORKER").run("info").err())
                .contains(DEAD, "kept at login in " + cli.sessionFile(), "--worker HOST:PORT");
        assertThat(cli.variable("PAPERTRADER_WORKER", DEAD).run("info").err())
                .contains(DEAD, "the variable PAPERTRADER_WORKER");
        assertThat(cli.run("info", "--worker", DEAD).err()).contains(DEAD, "given with --worker");
    }

    @Test
    void loginGoesOnFromAKeptWorkerToTheUsualOne() throws IOException {
        keepWorker(DEAD);

        assertThat(cli.without("PAPERTRADER_WORKER").run("login", "bob").exitCode())
                .isZero();

        assertThat(kept().getString("username")).isEqualTo("bob");
        assertThat(kept().getJsonArray("workers"))
                .containsExactly(cli.worker().address().toString());
    }

    /** A login waits for a few seconds for the device to be known, and not for as long as an answer may take. */
    @Test
    void logsInWhereNobodyAnswersAboutTheDevice() throws IOException {
        cli.worker().answerInTurn(RememberDevice.class, request -> Optional.empty());
        long start = System.nanoTime();

        assertThat(cli.run("login", "alice").exitCode()).isZero();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
        assertThat(kept().getString("username")).isEqualTo("alice");
    }

    @Test
    void keepsTheAddressThatWorkedBeforeThoseThatTheNetworkNames() throws IOException {
        cli.worker()
                .answer(
                        Login.class,
                        request -> new SessionStarted(
                                SESSION, Samples.EXPIRY, List.of(WorkerAddress.parse("10.9.8.7:2049"))));

        assertThat(cli.run("login", "alice").exitCode()).isZero();

        assertThat(kept().getJsonArray("workers"))
                .containsExactly(cli.worker().address().toString(), "10.9.8.7:2049");
    }

    @Test
    void liesWhereTheVariablesSay() {
        Path home = folder.resolve("home");
        cli.without("PAPERTRADER_SESSION").variable("HOME", home.toString());

        assertThat(cli.run("login", "alice").exitCode()).isZero();
        assertThat(home.resolve(".config/papertrader/session.json")).exists();

        Path config = folder.resolve("xdg");
        cli.variable("XDG_CONFIG_HOME", config.toString());
        assertThat(cli.run("login", "alice").exitCode()).isZero();
        assertThat(config.resolve("papertrader/session.json")).exists();
    }

    /** As the system says of a user without an entry among the accounts. */
    @Test
    void refusesToLieNowhere() {
        String before = System.setProperty("user.home", "?");
        try {
            assertThat(cli.without("PAPERTRADER_SESSION").run("workers").exitCode())
                    .isZero();
            assertThat(cli.run("login", "alice"))
                    .isEqualTo(new Run(
                            2,
                            "",
                            "papertrader: USAGE: There is no folder for the session: set HOME, or PAPERTRADER_SESSION"
                                    + " to the name of a file.\n"));
            assertThat(Path.of("?")).doesNotExist();
        } finally {
            System.setProperty("user.home", before);
        }
    }
}
