package io.papertrader.cli;

import static io.papertrader.client.Samples.ALICE;
import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.client.Samples;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.LogoutFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandsTest {
    private static final HashedPass HASHED_PASS = HashedPass.of(ALICE, "correct horse");

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() {
        cli = new Cli(folder);
        cli.worker()
                .answer(GetWorkers.class, request -> new WorkerList(List.of()))
                .answer(Register.class, request -> new RegisterSuccess(request.username()))
                .answer(Login.class, request -> Samples.sessionStarted(SESSION));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    @Test
    void registersWithWhatIsAskedFor() throws InterruptedException {
        FakeTerminal terminal = new FakeTerminal()
                .typing(
                        "not a name!",
                        "alice",
                        "alice@example.org",
                        "one",
                        "another",
                        "correct horse",
                        "correct horse");

        Run run = cli.run(terminal, "register");

        assertThat(run.out()).isEqualTo("Welcome, alice. Next: papertrader login alice\n");
        assertThat(cli.worker().nextRequest()).isInstanceOf(GetWorkers.class);
        assertThat(cli.worker().nextRequest())
                .isEqualTo(new Register(ALICE, new Email("alice@example.org"), HASHED_PASS));
        assertThat(run.err())
                .contains("The username must be 1 to 24 characters", "The two passwords are not the same.");
    }

    @Test
    void asksAtTheTerminalAlsoWhereTheAnswerGoesToAFile() {
        FakeTerminal terminal = new FakeTerminal()
                .typing("alice", "alice@example.org", "correct horse", "correct horse")
                .redirected();

        Run run = cli.run(terminal, "register", "--json");

        assertThat(new JsonObject(run.out())).isEqualTo(new JsonObject().put("username", "alice"));
    }

    @Test
    void registersFromAScript() throws InterruptedException {
        FakeTerminal script = new FakeTerminal().withInput("correct horse");

        Run run = cli.run(script, "register", "alice", "--email", "alice@example.org", "--password-stdin", "--json");

        assertThat(new JsonObject(run.out())).isEqualTo(new JsonObject().put("username", "alice"));
        assertThat(cli.worker().nextRequest()).isInstanceOf(GetWorkers.class);
        assertThat(cli.worker().nextRequest()).isInstanceOf(Register.class);
    }

    @Test
    void saysWhatIsMissingWhereNobodyCanBeAsked() {
        assertThat(cli.run("register", "alice"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "papertrader: USAGE: The email is missing: papertrader register USERNAME --email ADDRESS\n"));
        assertThat(cli.run("login", "alice").err()).contains("--password-stdin");
    }

    @Test
    void tellsThatAUsernameIsTaken() {
        cli.variable("PAPERTRADER_PASSWORD", "correct horse")
                .worker()
                .answer(Register.class, request -> new RegisterFail(FailCode.USERNAME_TAKEN, "The name is taken."));

        assertThat(cli.run("register", "alice", "--email", "a@example.org"))
                .isEqualTo(new Run(1, "", "papertrader: USERNAME_TAKEN: The name is taken.\n"));
    }

    @Test
    void keepsTheSessionWhereOnlyItsOwnerCanReadIt() throws IOException {
        cli.variable("PAPERTRADER_PASSWORD", "correct horse");

        Run run = cli.run("login", "alice");

        assertThat(run.out()).isEqualTo("Logged in as alice until 2027-01-01 UTC. Next: papertrader quote\n");
        JsonObject kept = new JsonObject(Files.readString(cli.sessionFile()));
        assertThat(kept.getString("sessionId")).isEqualTo(SESSION.value());
        assertThat(kept.getString("username")).isEqualTo("alice");
        assertThat(kept.getJsonArray("workers"))
                .containsExactly(cli.worker().address().toString());
        assertThat(permissions(cli.sessionFile())).isEqualTo("rw-------");
        assertThat(permissions(cli.sessionFile().getParent())).isEqualTo("rwx------");
        assertThat(cli.sessionFile().getParent()).isDirectoryContaining("glob:**session.json");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void neverShowsTheSessionId() {
        cli.variable("PAPERTRADER_PASSWORD", "correct horse");

        assertThat(cli.run("login", "alice", "--json").out()).doesNotContain(SESSION.value());
    }

    @Test
    void keepsNothingWhenTheLoginIsRefused() {
        cli.variable("PAPERTRADER_PASSWORD", "wrong")
                .worker()
                .answer(Login.class, request -> new LoginFail(FailCode.BAD_CREDENTIALS, "Wrong name or password."));

        assertThat(cli.run("login", "alice").exitCode()).isEqualTo(1);
        assertThat(cli.sessionFile()).doesNotExist();
    }

    @Test
    void logsOutHereAndOnTheServer() throws Exception {
        cli.loggedIn();

        assertThat(cli.run("logout").out()).isEqualTo("Logged out.\n");

        assertThat(cli.sessionFile()).doesNotExist();
        assertThat(cli.worker().nextRequest()).isEqualTo(new LoginSession(SESSION));
        assertThat(cli.worker().nextRequest()).isEqualTo(new Logout(SESSION));
    }

    @Test
    void logsOutOfASessionThatIsOverAlready() throws IOException {
        cli.loggedIn()
                .worker()
                .answer(LoginSession.class, request -> new LoginFail(FailCode.BAD_SESSION, "It is over."))
                .answer(Logout.class, request -> new LogoutFail(FailCode.BAD_SESSION, "It is over."));

        assertThat(cli.run("logout").exitCode()).isZero();
        assertThat(cli.sessionFile()).doesNotExist();
    }

    @Test
    void saysWhichCommandToTypeWhenNobodyIsLoggedIn() {
        assertThat(cli.run("info"))
                .isEqualTo(new Run(3, "", "papertrader: BAD_SESSION: Nobody is logged in. Type: papertrader login\n"));
    }

    @Test
    void takesABrokenSessionFileForNoSession() throws IOException {
        cli.loggedIn();
        Files.writeString(cli.sessionFile(), "{\"sessionId\": 7");

        assertThat(cli.run("info").exitCode()).isEqualTo(3);
    }

    @Test
    void showsOnesOwnAccount() throws IOException {
        cli.loggedIn().worker().answer(GetUserInfo.class, request -> Samples.userInfo());

        assertThat(cli.run("info").out()).isEqualTo("""
                        user                            alice
                        member since  2026-01-02 03:04:05 UTC
                        email               alice@example.org
                        cash                        98,404.60
                        reserved                         0.00
                        equity                     100,000.00
                        """);
        assertThat(new JsonObject(cli.run("info", "--json").out())
                        .getJsonObject("private")
                        .getString("cash"))
                .isEqualTo("98404.6");
    }

    @Test
    void listsTheWorkersWithoutASession() {
        cli.worker()
                .answer(
                        GetWorkers.class,
                        request -> new WorkerList(List.of(cli.worker().address())));

        assertThat(cli.run("workers").out()).isEqualTo(cli.worker().address() + "\n");
    }

    @Test
    void saysWhichWorkersWereTried() {
        Run run = cli.run("workers", "--worker", "127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("UNAVAILABLE", "127.0.0.1:1 (Connection refused)");
    }

    @Test
    void printsTheVersionAndACompletionScript() {
        assertThat(cli.run("--version").out()).isEqualTo("papertrader 1.2.3\n");
        assertThat(cli.run("completion").out()).contains("complete -F", "portfolio");
    }

    @Test
    void refusesAPasswordThatTheLocaleCouldNotSay() {
        Run run = cli.variable("PAPERTRADER_PASSWORD", "\uFFFD\uFFFD\uFFFD").run("login", "alice");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("The variable PAPERTRADER_PASSWORD", "LC_ALL=C.UTF-8");
        assertThat(cli.worker().otherRequests()).isEmpty();
    }

    @Test
    void refusesAnArgumentThatTheLocaleCouldNotSay() {
        Run run = cli.variable("PAPERTRADER_PASSWORD", "correct horse")
                .run("register", "alice", "--email", "m\uFFFD\uFFFDller@example.org");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("An argument", "LC_ALL=C.UTF-8").hasLineCount(1);
        assertThat(cli.worker().otherRequests()).isEmpty();
    }

    @Test
    void refusesAPasswordThatWouldBeTheSameAsAnother() {
        FakeTerminal script = new FakeTerminal().withInput("correct horse\u0000");

        assertThat(cli.run(script, "login", "alice", "--password-stdin"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "papertrader: USAGE: The password must be whole characters of Unicode, none of them zero.\n"));
    }

    @Test
    void saysWhichVariableNamesNoWorker() {
        Run run = cli.variable("PAPERTRADER_WORKER", "nowhere").run("workers");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("The variable PAPERTRADER_WORKER must be host:port");
    }
}
