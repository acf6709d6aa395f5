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
import io.papertrader.codec.message.CareReply.AccountDeleted;
import io.papertrader.codec.message.CareReply.AccountRecordPage;
import io.papertrader.codec.message.CareReply.LoginAddress;
import io.papertrader.codec.message.CareReply.LoginAddresses;
import io.papertrader.codec.message.CareReply.ProfileSet;
import io.papertrader.codec.message.CareReply.RecordLine;
import io.papertrader.codec.message.CareReply.SessionLine;
import io.papertrader.codec.message.CareReply.SessionPage;
import io.papertrader.codec.message.CareReply.SessionsEnded;
import io.papertrader.codec.message.CareRequest.DeleteAccount;
import io.papertrader.codec.message.CareRequest.EndSession;
import io.papertrader.codec.message.CareRequest.GetAccountRecord;
import io.papertrader.codec.message.CareRequest.GetLoginAddresses;
import io.papertrader.codec.message.CareRequest.ListSessions;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.CareRequest.SetProfile;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.LogoutFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.PortfolioPage;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolioPage;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
                        "password",
                        "a horse of another colour",
                        "correct horse",
                        "correct horse",
                        "correct horse");

        Run run = cli.run(terminal, "register");

        assertThat(run.out()).isEqualTo("Welcome, alice. Next: papertrader login alice\n");
        assertThat(cli.worker().nextRequest()).isInstanceOf(GetWorkers.class);
        assertThat(cli.worker().nextRequest())
                .isEqualTo(new Register(ALICE, new Email("alice@example.org"), HASHED_PASS));
        assertThat(run.err())
                .contains(
                        "The username must be 1 to 24 characters",
                        "The password must have at least 8 characters",
                        "The password must not be one of those that are guessed first",
                        "The two passwords are not the same.");
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
    void saysWhereNoMailCanBeSentTo() {
        FakeTerminal script = new FakeTerminal().withInput("correct horse");

        Run run = cli.run(script, "register", "alice", "--email", "é@example.org", "--password-stdin");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("No mail can be sent to é@example.org", "operator");
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
    void listsSessionsTheNewestFirst() throws IOException {
        Instant newest = Instant.parse("2026-05-02T08:00:00Z");
        cli.loggedIn()
                .worker()
                .answer(
                        ListSessions.class,
                        request -> new SessionPage(
                                List.of(
                                        new SessionLine(
                                                new SessionName("0123456789abcdef"),
                                                newest.minusSeconds(86_400),
                                                newest,
                                                Samples.EXPIRY,
                                                "192.0.2.7",
                                                "edge-1",
                                                false),
                                        new SessionLine(
                                                new SessionName("fedcba9876543210"),
                                                newest,
                                                newest,
                                                Samples.EXPIRY,
                                                "",
                                                "",
                                                true)),
                                Optional.empty()));

        List<String> lines = cli.run("sessions").out().lines().toList();

        assertThat(lines.get(1)).startsWith("fedcba9876543210").contains("2026-05-02 08:00:00", "this one");
        assertThat(lines.get(2)).startsWith("0123456789abcdef").contains("192.0.2.7", "edge-1");
        assertThat(new JsonArray(cli.run("sessions", "--json").out())
                        .getJsonObject(1)
                        .getString("name"))
                .isEqualTo("0123456789abcdef");
    }

    @Test
    void endsOneSessionOrAllOthers() throws Exception {
        cli.loggedIn().worker().answer(EndSession.class, request -> new SessionsEnded(2));

        assertThat(cli.run("sessions", "end", "0123456789abcdef").out()).isEqualTo("Ended sessions: 2.\n");
        assertThat(cli.run("sessions", "end", "--others").exitCode()).isZero();

        assertThat(cli.worker().nextRequest()).isEqualTo(new LoginSession(SESSION));
        assertThat(cli.worker().nextRequest()).isEqualTo(new EndSession(SESSION, new SessionName("0123456789abcdef")));
        assertThat(cli.worker().nextRequest()).isEqualTo(new RememberDevice(SESSION, Optional.empty()));
        assertThat(cli.worker().nextRequest()).isEqualTo(new LoginSession(SESSION));
        assertThat(cli.worker().nextRequest()).isEqualTo(new EndSession(SESSION, SessionName.ALL_OTHERS));
        assertThat(cli.worker().nextRequest()).isEqualTo(new RememberDevice(SESSION, Optional.empty()));
        assertThat(cli.run("sessions", "end").exitCode()).isEqualTo(2);
        assertThat(cli.run("sessions", "end", "xyz").err()).contains("papertrader sessions");
    }

    @Test
    void showsOrHidesTheAccount() throws IOException {
        cli.loggedIn().worker().answer(SetProfile.class, request -> new ProfileSet(request.isPublic()));

        assertThat(cli.run("account", "profile", "private").out()).isEqualTo("Your account is private.\n");
        assertThat(cli.run("account", "profile", "public").out()).isEqualTo("Your account is public.\n");
        assertThat(cli.run("account", "profile", "secret"))
                .isEqualTo(new Run(2, "", "papertrader: USAGE: 'secret' must be public or private.\n"));
    }

    @Test
    void showsWhatIsWrittenDownAboutTheAccount() throws IOException {
        cli.loggedIn().worker().answer(GetAccountRecord.class, request -> record());

        assertThat(cli.run("account", "record").out())
                .contains("2026-05-02 08:00:00  login-failed  nobody      3  192.0.2.7");
    }

    private static AccountRecordPage record() {
        return new AccountRecordPage(
                true,
                List.of(new RecordLine(
                        Instant.parse("2026-05-02T08:00:00Z"), "LOGIN_FAILED", "NOBODY", "192.0.2.7", "", 3, "")),
                Optional.empty());
    }

    @Test
    void deletesTheAccountForWhoTypesItsNameAndPassword() throws Exception {
        cli.loggedIn()
                .worker()
                .answer(GetUserInfo.class, request -> Samples.userInfo())
                .answer(DeleteAccount.class, request -> new AccountDeleted());
        FakeTerminal terminal = new FakeTerminal().typing("bob", "alice", "correct horse");

        Run run = cli.run(terminal, "account", "delete");

        assertThat(run.out()).isEqualTo("The account alice is deleted.\n");
        assertThat(run.err()).contains("is not alice");
        assertThat(cli.sessionFile()).doesNotExist();
        assertThat(cli.worker().nextRequest()).isEqualTo(new LoginSession(SESSION));
        assertThat(cli.worker().nextRequest()).isInstanceOf(SwitchState.class);
        assertThat(cli.worker().nextRequest()).isInstanceOf(GetUserInfo.class);
        assertThat(cli.worker().nextRequest()).isEqualTo(new DeleteAccount(SESSION, Optional.of(HASHED_PASS)));
    }

    @Test
    void exportsAllThatThereIsOfAnAccount() throws IOException {
        cli.loggedIn()
                .worker()
                .answer(GetUserInfo.class, request -> Samples.userInfo())
                .answer(GetAccountRecord.class, request -> record())
                .answer(ListSessions.class, request -> new SessionPage(List.of(), Optional.empty()))
                .answer(
                        GetLoginAddresses.class,
                        request -> new LoginAddresses(List.of(new LoginAddress("192.0.2.7", Instant.EPOCH))))
                .answer(
                        GetUserPortfolioPage.class,
                        request ->
                                new PortfolioPage(new Portfolio(ALICE, List.of(), Optional.empty()), Optional.empty()))
                .answer(
                        GetUserTransactionHistoryPage.class,
                        request -> new HistoryPage(new TransactionHistory(List.of()), Optional.empty()));

        JsonObject all = new JsonObject(cli.run("export", "account").out());

        assertThat(all.fieldNames())
                .containsExactly(
                        "account",
                        "isPublic",
                        "sessions",
                        "loginAddresses",
                        "record",
                        "portfolio",
                        "history",
                        "corporateActions");
        assertThat(all.getJsonArray("loginAddresses").getJsonObject(0).getString("address"))
                .isEqualTo("192.0.2.7");
        assertThat(all.getJsonArray("record").getJsonObject(0).getString("act")).isEqualTo("LOGIN_FAILED");
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
