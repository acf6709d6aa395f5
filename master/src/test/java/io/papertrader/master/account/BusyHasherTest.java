package io.papertrader.master.account;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Origin;
import io.papertrader.master.Trader;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.identity.ExternalLogins;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.session.Sessions;
import io.papertrader.master.trade.Openings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logins and registrations while every thread of the hasher is at work and its queue is full. */
@QuarkusTest
class BusyHasherTest {
    private static final Origin ORIGIN =
            new Origin(Desk.WORKER, 1, Instant.EPOCH, Instant.EPOCH, ClientAddress.NONE, true);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Inject
    AccountRepository repository;

    @Inject
    LoginThrottle throttle;

    @Inject
    Sessions sessions;

    @Inject
    Openings openings;

    @Inject
    ExternalLogins externalLogins;

    @Inject
    Leadership leadership;

    @Inject
    Audit audit;

    @Inject
    InstantSource time;

    @Inject
    AccountConfig config;

    @Inject
    Desk desk;

    @Inject
    Database database;

    private final HeldRandom random = new HeldRandom();
    private PasswordHasher hasher;
    private Accounts accounts;
    private List<CompletableFuture<PassHash>> atWork;

    /** A hash begins with a salt, and that is not given out before the test says so. */
    private static final class HeldRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private transient CountDownLatch gate = new CountDownLatch(0);

        @Override
        public void nextBytes(byte[] bytes) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.nextBytes(bytes);
        }
    }

    @BeforeEach
    void fillTheQueue() {
        hasher = new PasswordHasher(random, config);
        accounts =
                new Accounts(repository, hasher, throttle, sessions, externalLogins, openings, leadership, audit, time);
        random.gate = new CountDownLatch(1);
        atWork = Stream.generate(() -> hasher.hash(Desk.pass("others")).subscribeAsCompletionStage())
                .limit(config.hashThreads() + config.hashQueue())
                .toList();
    }

    @AfterEach
    void stop() {
        random.gate.countDown();
        hasher.stop(new ShutdownEvent());
    }

    /** So the hasher is asked before any of them is answered: not even an unknown name is told sooner. */
    @Test
    void refusesKnownUnknownDisabledAndThirdPartyUsersAlike() throws Exception {
        UserName known = newUser();
        UserName disabled = newUser();
        UserName external = newUser();
        database.run("UPDATE account SET is_enabled = FALSE WHERE user_name = ?", disabled.value());
        database.run("UPDATE account SET pass_hash = NULL WHERE user_name = ?", external.value());

        for (UserName name : List.of(known, disabled, external, desk.newName())) {
            assertFailure(logIn(name), LoginFail.class, FailCode.RATE_LIMITED);
        }
        assertThat(atWork).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void refusesRegistrations() {
        Register register = Desk.registration(desk.newName());

        Reply reply = accounts.register(register, ORIGIN).await().atMost(LIMIT).reply(register, never -> null);

        assertFailure(reply, RegisterFail.class, FailCode.RATE_LIMITED);
    }

    @Test
    void letsNobodyWaitWhoNeedsNoHash() {
        Trader trader = desk.newTrader();

        assertThat(desk.ask(new VerifySession(trader.session()))).isInstanceOf(VerifiedSession.class);
        assertThat(desk.ask(new GetAssetList())).isInstanceOf(AssetList.class);
        assertThat(atWork).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void hashesThoseThatWaitedAndHearsLoginsAgain() {
        UserName name = newUser();

        random.gate.countDown();

        assertThat(atWork).allSatisfy(hash -> assertThat(hash.join().value()).startsWith("$argon2id$"));
        assertThat(logIn(name)).isInstanceOf(SessionStarted.class);
    }

    private UserName newUser() {
        UserName name = desk.newName();
        desk.ask(Desk.registration(name));
        return name;
    }

    private Reply logIn(UserName name) {
        Login login = Desk.login(name);
        return accounts.login(login, ORIGIN).await().atMost(LIMIT).reply(login, started -> started);
    }
}
