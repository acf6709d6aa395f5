package io.papertrader.worker;

import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.LinkEvent.SessionsRevoked;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.asset.CurrentValues;
import io.papertrader.worker.clients.Doors;
import io.papertrader.worker.clients.Ports;
import io.papertrader.worker.master.Relay;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A worker that is linked to a master which remembers nothing of the tests before, and clients for it. */
@WithTestResource(value = WorkerResource.class, scope = TestResourceScope.GLOBAL)
public abstract class LinkedWorker {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Duration LIFE = Duration.ofHours(1);

    protected MasterStandIn master;

    @Inject
    protected Ports ports;

    @Inject
    protected Doors doors;

    @Inject
    protected Relay relay;

    @Inject
    protected CurrentValues values;

    @Inject
    protected TestClock clock;

    private final List<ClientStandIn> clients = new ArrayList<>();

    /** A user who is logged in, and the session. */
    public record User(UserName name, SessionId session) {}

    @BeforeEach
    void beginAnew() throws Exception {
        master.forgetAll();
        Await.until(() -> relay.isUp() && values.isWarm() && doors.size() == 0);
    }

    @AfterEach
    void leave() throws IOException {
        for (ClientStandIn client : clients) {
            client.close();
        }
    }

    /** A client in the command state. */
    protected ClientStandIn connect() throws IOException {
        return connected(ClientStandIn.connect(ports.clients()));
    }

    /** Closes it after the test. */
    protected ClientStandIn connected(ClientStandIn client) {
        clients.add(client);
        return client;
    }

    /** A client in the data transfer state. */
    protected ClientStandIn connectForData(User user) throws IOException {
        ClientStandIn client = connect();
        if (!(client.ask(toData(user)) instanceof StateSwitchSuccess)) {
            throw new AssertionError("the state was not changed");
        }
        return client;
    }

    /** A new user with a session that the master vouches for. */
    protected User newUser() {
        return newSession(new UserName("User-" + NUMBERS.incrementAndGet()));
    }

    /** One more session of this user. */
    protected User newSession(UserName name) {
        User user = new User(name, newSessionId());
        master.know(user.session(), verified(user));
        return user;
    }

    /** The master's answer about such a session. */
    protected static VerifiedSession verified(User user) {
        return new VerifiedSession(user.name(), Instant.now().plus(LIFE));
    }

    protected static SessionsRevoked revoked(User user) {
        return new SessionsRevoked(List.of(user.session().hash()));
    }

    /** Everything that has come over the link is heard before the answer to a question that is asked now. */
    protected void untilPushesAreHeard() throws IOException {
        try (ClientStandIn client = connect()) {
            client.ask(new GetWorkers());
        }
    }

    /** A session ID that nobody has seen. */
    protected static SessionId newSessionId() {
        return new SessionId("%043d".formatted(NUMBERS.incrementAndGet()));
    }

    protected static SwitchState toData(User user) {
        return new SwitchState(user.session(), ConnectionState.DATA_TRANSFER);
    }

    protected static SwitchState toCommand(User user) {
        return new SwitchState(user.session(), ConnectionState.COMMAND);
    }

    /** Returns when there is a new link and all parts have heard of it. */
    protected void breakLink() throws Exception {
        int hellos = master.hellos();
        master.breakLink();
        Await.until(() -> master.hellos() > hellos && relay.isUp());
        untilPushesAreHeard();
    }
}
