package io.papertrader.cli;

import static io.papertrader.client.Samples.ALICE;
import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.cli.session.Browser;
import io.papertrader.client.Samples;
import io.papertrader.client.identity.ProviderStandIn;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.CareReply.DeviceRemembered;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ExternalLoginReply.ExternalSession;
import io.papertrader.codec.message.ExternalLoginReply.LinkChanged;
import io.papertrader.codec.message.ExternalLoginReply.LoginProviders;
import io.papertrader.codec.message.ExternalLoginRequest.GetLoginProviders;
import io.papertrader.codec.message.ExternalLoginRequest.LinkLogin;
import io.papertrader.codec.message.ExternalLoginRequest.LoginExternal;
import io.papertrader.codec.message.ExternalLoginRequest.RegisterExternal;
import io.papertrader.codec.message.ExternalLoginRequest.UnlinkLogin;
import io.papertrader.codec.message.Failure.LinkLoginFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThirdPartyCommandsTest {
    private static final DeviceToken DEVICE = new DeviceToken("D".repeat(43));

    private final ProviderStandIn acme = new ProviderStandIn();
    private final List<Request> asked = new ArrayList<>();
    private final SessionStarted started = Samples.sessionStarted(SESSION);

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() {
        cli = new Cli(folder).browser(agreeing());
        cli.worker()
                .answer(GetWorkers.class, request -> new WorkerList(List.of()))
                .answer(GetLoginProviders.class, request -> new LoginProviders(List.of(acme.told())))
                .answer(LoginExternal.class, request -> heard(request, session()))
                .answer(RegisterExternal.class, request -> heard(request, new RegisterSuccess(request.username())))
                .answer(LinkLogin.class, request -> heard(request, new LinkChanged(request.provider(), true)))
                .answer(UnlinkLogin.class, request -> heard(request, new LinkChanged(request.provider(), false)));
    }

    private Browser agreeing() {
        return page -> {
            Thread.startVirtualThread(() -> acme.agree(page));
            return true;
        };
    }

    private ExternalSession session() {
        return new ExternalSession(ALICE, started.id(), started.expiry(), started.workers());
    }

    private Reply heard(Request request, Reply reply) {
        asked.add(request);
        return reply;
    }

    @AfterEach
    void stop() {
        cli.close();
        acme.close();
    }

    @Test
    void logsInWithABrowser() throws IOException {
        Run run = cli.run("login", "--with", "Acme");

        assertThat(run.err()).contains("Log in in your browser.", acme.address() + "/authorize");
        assertThat(run.out()).startsWith("Logged in as alice until ");
        assertThat(Files.readString(cli.sessionFile())).contains("alice", SESSION.value());
        assertThat(asked).singleElement().isInstanceOfSatisfying(LoginExternal.class, login -> {
            assertThat(login.provider()).isEqualTo(ProviderStandIn.ACME);
            assertThat(login.isExpirable()).isFalse();
            assertThat(login.secret()).isPresent();
        });
    }

    /** A password may come later, and others may guess at it. */
    @Test
    void hasTheAccountKnowTheDevice() throws IOException {
        cli.worker().answer(RememberDevice.class, request -> new DeviceRemembered(DEVICE));

        assertThat(cli.run("login", "--with", "acme").exitCode()).isZero();

        assertThat(Files.readString(cli.sessionFile().resolveSibling("devices.json")))
                .contains("alice", DEVICE.value());
    }

    @Test
    void saysWhereToGoWhereThereIsNoBrowser() {
        cli.browser(page -> {
            Thread.startVirtualThread(() -> acme.agree(page));
            return false;
        });

        assertThat(cli.run("login", "--with", "acme").err())
                .contains("Open this page in a browser on this machine", "--device", acme.address() + "/authorize");
    }

    @Test
    void logsInByACode() {
        Run run = cli.run("login", "--with", "acme", "--device");

        assertThat(run.err()).contains("Open " + acme.address() + "/type", "type the code WDJB-MJHT");
        assertThat(run.out()).startsWith("Logged in as alice until ");
    }

    @Test
    void saysHowToRegisterWhereNoAccountHasTheLogin() {
        cli.worker().answer(LoginExternal.class, request -> new LoginFail(FailCode.UNKNOWN_USER, "No account has it."));

        Run run = cli.run("login", "--with", "acme");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).endsWith("UNKNOWN_USER: No account has it. Type: papertrader register --with acme\n");
    }

    @Test
    void registersUnderAnotherNameWithoutAskingTheThirdPartyAgain() {
        acme.claiming("email", "alice@example.org").claiming("email_verified", true);
        cli.worker()
                .answer(
                        RegisterExternal.class,
                        request -> heard(
                                request,
                                request.username().equals(ALICE)
                                        ? new RegisterFail(FailCode.USERNAME_TAKEN, "The username alice is taken.")
                                        : new RegisterSuccess(request.username())));

        Run run = cli.run(new FakeTerminal().typing("alice", "alice2"), "register", "--with", "acme");

        assertThat(run.out()).isEqualTo("Welcome, alice2. Next: papertrader login --with acme\n");
        assertThat(run.err()).contains("The username alice is taken.");
        assertThat(asked)
                .extracting(request -> ((RegisterExternal) request).username())
                .containsExactly(ALICE, new UserName("alice2"));
        assertThat(((RegisterExternal) asked.getLast()).email()).isEmpty();
        assertThat(((RegisterExternal) asked.getLast()).token())
                .isEqualTo(((RegisterExternal) asked.getFirst()).token());
    }

    @Test
    void asksForAnAddressWhereTheThirdPartyHasNone() {
        Run run = cli.run(new FakeTerminal().typing("alice@example.org"), "register", "alice", "--with", "acme");

        assertThat(run.out()).startsWith("Welcome, alice.");
        assertThat(((RegisterExternal) asked.getFirst()).email())
                .isEqualTo(Optional.of(new Email("alice@example.org")));
    }

    @Test
    void linksAndUnlinks() throws IOException {
        cli.loggedIn();

        assertThat(cli.run("account", "link", "acme").out())
                .isEqualTo("Linked. Next time: papertrader login --with acme\n");
        assertThat(cli.run("account", "unlink", "acme").out())
                .isEqualTo("Your account is not logged into with acme any more.\n");
        assertThat(asked.getLast()).isEqualTo(new UnlinkLogin(SESSION, ProviderStandIn.ACME));
    }

    @Test
    void tellsWhyNothingIsUnlinked() throws IOException {
        cli.loggedIn();
        cli.worker()
                .answer(UnlinkLogin.class, request -> new LinkLoginFail(FailCode.LAST_LOGIN, "Set a password first."));

        Run run = cli.run("account", "unlink", "acme");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("papertrader: LAST_LOGIN: Set a password first.\n");
    }

    @Test
    void asksNobodyToLogInThereBeforeThereIsASession() {
        Run run = cli.run("account", "link", "acme");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("papertrader login").doesNotContain("browser");
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        for (List<String> line : List.of(
                List.of("login", "--device"),
                List.of("login", "alice", "--with", "acme"),
                List.of("login", "--with", "acme", "--password-stdin"),
                List.of("register", "alice", "--device"),
                List.of("login", "--with", "no name"))) {
            Run run = cli.run(line.toArray(String[]::new));

            assertThat(run.exitCode()).as("%s", line).isEqualTo(2);
            assertThat(run.err().lines()).as("%s", line).hasSize(1);
        }
    }

    @Test
    void namesTheThirdPartiesThereAre() {
        assertThat(cli.run("login", "--with", "other").err())
                .isEqualTo("papertrader: USAGE: There is no third party other; log in with one of acme.\n");

        cli.worker().answer(GetLoginProviders.class, request -> new LoginProviders(List.of()));
        assertThat(cli.run("login", "--with", "acme").err())
                .isEqualTo("papertrader: USAGE: This network has no third-party logins.\n");
    }

    @Test
    void saysThatTheLoginWasRefusedThere() {
        acme.refusing("access_denied");

        Run run = cli.run("login", "--with", "acme");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).endsWith("papertrader: DENIED: The login with acme was refused there.\n");
    }

    @Test
    void saysThatARedirectWasNotOfThisLogin() {
        cli.browser(page -> {
            Thread.startVirtualThread(() -> acme.bring(page, "code=the-code&state=guessed"));
            return true;
        });

        Run run = cli.run("login", "--with", "acme");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("papertrader: FOREIGN: ").endsWith("try again.\n");
    }

    @Test
    void saysWhatCtrlCMeans() {
        Thread command = Thread.currentThread();
        cli.browser(page -> {
            command.interrupt();
            return true;
        });

        Run run = cli.run("login", "--with", "acme");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).endsWith("STOPPED: The login with acme was broken off; nobody was logged in.\n");
    }
}
