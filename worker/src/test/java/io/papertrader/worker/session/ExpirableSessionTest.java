package io.papertrader.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.LogoutSuccess;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.worker.Asked;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that is expirable ends with the connection that began it (decision 1). */
@QuarkusTest
class ExpirableSessionTest extends LinkedWorker {
    private static final HashedPass PASS = new HashedPass("p".repeat(43));

    @BeforeEach
    void logInAndOut() {
        master.answer(Logout.class, request -> new LogoutSuccess());
    }

    private static SessionStarted started(SessionId id) {
        return new SessionStarted(id, Instant.now().plus(Duration.ofHours(1)), List.of());
    }

    private SessionId logIn(ClientStandIn client, boolean isExpirable) throws Exception {
        User user = newUser();
        master.answer(Login.class, request -> started(user.session()));
        client.ask(new Login(user.name(), PASS, isExpirable));
        return user.session();
    }

    /** Closes, and waits until the worker has noticed. */
    private void close(ClientStandIn client) throws Exception {
        int others = doors.size() - 1;
        client.close();
        Await.until(() -> doors.size() == others);
    }

    @Test
    void endsItWhenTheClientLeaves() throws Exception {
        ClientStandIn client = connect();
        SessionId session = logIn(client, true);

        close(client);

        assertThat(master.next(Logout.class).request()).isEqualTo(new Logout(session));
    }

    @Test
    void endsEachOfSeveral() throws Exception {
        ClientStandIn client = connect();
        SessionId first = logIn(client, true);
        SessionId second = logIn(client, true);

        close(client);

        assertThat(List.of(
                        master.next(Logout.class).request(),
                        master.next(Logout.class).request()))
                .containsExactlyInAnyOrder(new Logout(first), new Logout(second));
    }

    @Test
    void letsAnyOtherSessionLive() throws Exception {
        ClientStandIn client = connect();
        logIn(client, false);
        ClientStandIn another = connect();
        SessionId expirable = logIn(another, true);

        close(client);
        close(another);

        assertThat(master.next(Logout.class).request()).isEqualTo(new Logout(expirable));
        assertThat(master.waiting(Logout.class)).isZero();
    }

    @Test
    void endsNoneThatTheClientHasEndedItself() throws Exception {
        ClientStandIn client = connect();
        SessionId session = logIn(client, true);
        client.ask(new Logout(session));
        ClientStandIn another = connect();
        SessionId expirable = logIn(another, true);

        close(client);
        close(another);

        assertThat(master.next(Logout.class).request()).isEqualTo(new Logout(session));
        assertThat(master.next(Logout.class).request()).isEqualTo(new Logout(expirable));
        assertThat(master.waiting(Logout.class)).isZero();
    }

    @Test
    void endsItWhenTheLinkIsBackIfItWasDown() throws Exception {
        ClientStandIn client = connect();
        SessionId session = logIn(client, true);
        master.leave();
        Await.until(() -> !relay.isUp());

        close(client);
        master.comeBack();

        assertThat(master.next(Logout.class).request()).isEqualTo(new Logout(session));
    }

    @Test
    void endsItIfTheClientLeftBeforeItBegan() throws Exception {
        master.hold(Login.class);
        User user = newUser();
        ClientStandIn client = connect();
        client.send(new Login(user.name(), PASS, true));
        Asked<Login> asked = master.next(Login.class);

        close(client);
        asked.answer(started(user.session()));

        assertThat(master.next(Logout.class).request()).isEqualTo(new Logout(user.session()));
    }
}
