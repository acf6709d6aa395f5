package io.papertrader.cli;

import static io.papertrader.client.Samples.ALICE;
import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.client.Samples;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure.AccountChangeFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordReply.ConfirmationSent;
import io.papertrader.codec.message.PasswordReply.EmailChanged;
import io.papertrader.codec.message.PasswordReply.PasswordChanged;
import io.papertrader.codec.message.PasswordReply.ResetRequested;
import io.papertrader.codec.message.PasswordRequest.ChangeEmail;
import io.papertrader.codec.message.PasswordRequest.ConfirmEmail;
import io.papertrader.codec.message.PasswordRequest.RequestReset;
import io.papertrader.codec.message.PasswordRequest.ResetPassword;
import io.papertrader.codec.message.PasswordRequest.SetPassword;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordCommandsTest {
    private static final OneTimeToken TOKEN = new OneTimeToken("7h3k9mq2xw4bd6fr8tny0c5jg");
    private static final String TYPED = "7H3K9-MQ2XW-4BD6F-R8TNY-OC5JG";
    private static final HashedPass OLD = HashedPass.of(ALICE, "a horse of another colour");
    private static final HashedPass NEW = HashedPass.of(ALICE, "correct horse");

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() {
        cli = new Cli(folder);
        cli.worker()
                .answer(GetWorkers.class, request -> new WorkerList(List.of()))
                .answer(GetUserInfo.class, request -> Samples.userInfo())
                .answer(RequestReset.class, request -> new ResetRequested())
                .answer(ResetPassword.class, request -> new PasswordChanged())
                .answer(SetPassword.class, request -> new PasswordChanged())
                .answer(ChangeEmail.class, request -> new ConfirmationSent())
                .answer(ConfirmEmail.class, request -> new EmailChanged(new Email("alice@example.net")))
                .answer(RegisterInvited.class, request -> new RegisterSuccess(request.username()));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    @Test
    void hasATokenMailedByNameOrAddress() throws InterruptedException {
        Run run = cli.run("password", "forgot", "alice@example.org");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("a token is on its way", "papertrader password reset");
        assertThat(next(RequestReset.class)).isEqualTo(new RequestReset(new NameOrEmail("alice@example.org")));
    }

    @Test
    void saysWhatANetworkWithoutMailOffers() {
        cli.worker()
                .answer(
                        RequestReset.class,
                        request -> new AccountChangeFail(FailCode.UNAVAILABLE, "Ask the operator for a token."));

        Run run = cli.run("password", "forgot", "alice");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).isEqualTo("papertrader: UNAVAILABLE: Ask the operator for a token.\n");
    }

    @Test
    void resetsWithATokenAsItIsReadOffASlip() throws InterruptedException {
        FakeTerminal terminal = new FakeTerminal().typing("no token", TYPED, "short", "correct horse", "correct horse");

        Run run = cli.run(terminal, "password", "reset", "alice");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "The token must be the 25 letters and digits of a token.",
                        "The password must have at least 8 characters",
                        "Next: papertrader login alice");
        assertThat(next(ResetPassword.class)).isEqualTo(new ResetPassword(ALICE, TOKEN, NEW));
    }

    @Test
    void refusesACommonPasswordFromAScriptBeforeAnythingIsSent() {
        FakeTerminal script = new FakeTerminal().withInput("Password1");

        Run run = cli.run(script, "password", "reset", "alice", "--token", TYPED, "--password-stdin");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("one of those that are guessed first").hasLineCount(1);
        assertThat(cli.worker().otherRequests()).isEmpty();
    }

    @Test
    void setsAnotherPasswordForWhoKnowsTheOneBefore() throws Exception {
        cli.loggedIn();
        FakeTerminal script =
                new FakeTerminal().withInput("a horse of another colour").withInput("correct horse");

        Run run = cli.run(script, "password", "set", "--password-stdin");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(next(SetPassword.class)).isEqualTo(new SetPassword(SESSION, Optional.of(OLD), NEW));
        assertThat(next(RememberDevice.class)).isEqualTo(new RememberDevice(SESSION, Optional.empty()));
    }

    @Test
    void asksForBothPasswordsAtTheTerminal() throws Exception {
        cli.loggedIn();
        FakeTerminal terminal = new FakeTerminal()
                .typing("a horse of another colour", "alice@example.org", "correct horse", "correct horse");

        Run run = cli.run(terminal, "password", "set");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("must not be your name, your address");
        assertThat(next(SetPassword.class)).isEqualTo(new SetPassword(SESSION, Optional.of(OLD), NEW));
    }

    @Test
    void changesAndConfirmsTheAddress() throws Exception {
        cli.loggedIn().variable("PAPERTRADER_PASSWORD", "correct horse");

        assertThat(cli.run("account", "email", "alice@example.net").err()).contains("papertrader account confirm");
        assertThat(cli.run("account", "confirm", "--token", TYPED).err())
                .contains("Your email address is alice@example.net.");

        assertThat(next(ChangeEmail.class)).isEqualTo(new ChangeEmail(SESSION, NEW, new Email("alice@example.net")));
        assertThat(next(ConfirmEmail.class)).isEqualTo(new ConfirmEmail(SESSION, TOKEN));
    }

    @Test
    void registersByInvitationWithoutAnAddress() throws Exception {
        cli.variable("PAPERTRADER_PASSWORD", "correct horse");

        Run run = cli.run("register", "alice", "--invitation", TYPED);

        assertThat(run.out()).isEqualTo("Welcome, alice. Next: papertrader login alice\n");
        assertThat(next(RegisterInvited.class)).isEqualTo(new RegisterInvited(ALICE, Optional.empty(), NEW, TOKEN));
    }

    @Test
    void saysThatTheNetworkIsForWhoIsInvited() {
        cli.variable("PAPERTRADER_PASSWORD", "correct horse")
                .worker()
                .answer(
                        Register.class,
                        request ->
                                new RegisterFail(FailCode.REGISTRATION_CLOSED, "This network is for who is invited."));

        assertThat(cli.run("register", "alice", "--email", "a@example.org"))
                .isEqualTo(new Run(1, "", "papertrader: REGISTRATION_CLOSED: This network is for who is invited.\n"));
    }

    @Test
    void saysWhatIsNoToken() throws IOException {
        Run run = cli.loggedIn().run("account", "confirm", "--token", "12345");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--token", "must be the 25 letters and digits of a token");
    }

    private <R extends Request> R next(Class<R> type) throws InterruptedException {
        Request request = cli.worker().nextRequest();
        while (!type.isInstance(request)) {
            request = cli.worker().nextRequest();
        }
        return type.cast(request);
    }
}
