package io.papertrader.worker.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionReply.LogoutSuccess;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests that the worker takes to the master and brings back as they are (specification 3.2.4). */
@QuarkusTest
class AuthorisationTunnelTest extends LinkedWorker {
    private static final HashedPass PASS = new HashedPass("p".repeat(43));

    private static SessionStarted started(User user) {
        Instant expiry = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        return new SessionStarted(user.session(), expiry, List.of(Samples.WORKER));
    }

    private static Register registration(User user) {
        return new Register(user.name(), new Email("someone@example.org"), PASS);
    }

    @Test
    void passesARegistration() throws Exception {
        User user = newUser();
        master.answer(Register.class, request -> new RegisterSuccess(request.username()));

        Reply reply = connect().ask(registration(user));

        assertThat(reply).isEqualTo(new RegisterSuccess(user.name()));
        assertThat(master.next(Register.class).request()).isEqualTo(registration(user));
    }

    @Test
    void passesTheMastersReasonToRefuseARegistration() throws Exception {
        RegisterFail refusal = new RegisterFail(FailCode.USERNAME_TAKEN, "The name is taken, choose another.");
        master.answer(Register.class, request -> refusal);

        Reply reply = connect().ask(registration(newUser()));

        assertThat(reply).isEqualTo(refusal);
    }

    @Test
    void passesALogin() throws Exception {
        User user = newUser();
        SessionStarted started = started(user);
        master.answer(Login.class, request -> started);

        Reply reply = connect().ask(new Login(user.name(), PASS, false));

        assertThat(reply).isEqualTo(started);
        assertThat(master.next(Login.class).request()).isEqualTo(new Login(user.name(), PASS, false));
    }

    @Test
    void passesTheMastersReasonToRefuseALogin() throws Exception {
        LoginFail refusal = new LoginFail(FailCode.RATE_LIMITED, "Too many tries.");
        master.answer(Login.class, request -> refusal);

        Reply reply = connect().ask(new Login(newUser().name(), PASS, true));

        assertThat(reply).isEqualTo(refusal);
    }

    @Test
    void passesALoginBySession() throws Exception {
        User user = newUser();
        SessionStarted started = started(user);
        master.answer(LoginSession.class, request -> started);

        Reply reply = connect().ask(new LoginSession(user.session()));

        assertThat(reply).isEqualTo(started);
    }

    @Test
    void passesALogout() throws Exception {
        User user = newUser();
        master.answer(Logout.class, request -> new LogoutSuccess());

        Reply reply = connect().ask(new Logout(user.session()));

        assertThat(reply).isEqualTo(new LogoutSuccess());
        assertThat(master.next(Logout.class).request()).isEqualTo(new Logout(user.session()));
    }

    @Test
    void passesWhatIsKnownOfAUser() throws Exception {
        User user = newUser();
        UserInfo info = new UserInfo(user.name(), Samples.VALUE_TIME, Optional.empty());
        master.answer(GetUserInfo.class, request -> info);

        Reply reply = connectForData(user).ask(new GetUserInfo(user.session(), user.name()));

        assertThat(reply).isEqualTo(info);
    }

    @Test
    void sendsNoRegistrationTwiceOverABrokenLink() throws Exception {
        master.hold(Register.class);
        var client = connect();
        client.send(registration(newUser()));
        master.next(Register.class);

        breakLink();
        Reply reply = client.reply(Instruction.REGISTER);
        untilPushesAreHeard();

        assertThat(reply).isInstanceOf(RegisterFail.class);
        assertThat(((Failure) reply).code()).isEqualTo(FailCode.UNAVAILABLE);
        assertThat(master.waiting(Register.class)).isZero();
    }
}
