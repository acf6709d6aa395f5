package io.papertrader.master.account;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.CareReply.DeviceRemembered;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.FailureSums;
import io.papertrader.master.limits.Place;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginTest {
    /** The tries that these tests configure. */
    private static final int TRIES = 3;

    private static final int TRIES_BY_ACCOUNT = 4;
    private static final int TRIES_BY_ADDRESS = 6;
    private static final int RIGHT_LOGINS = 110;
    private static final String HASH = "SELECT pass_hash FROM account WHERE user_name = ?";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    Accounts accounts;

    @Inject
    PasswordHasher hasher;

    @Inject
    FailureSums failures;

    @Test
    void startsSessionForWhoKnowsThePassword() {
        UserName name = newUser();

        SessionStarted started = desk.logIn(name);

        assertThat(desk.ask(new VerifySession(started.id()))).isEqualTo(new VerifiedSession(name, started.expiry()));
    }

    @Test
    void takesNameInAnyCase() {
        UserName name = newUser();
        UserName shouted = new UserName(name.value().toUpperCase(Locale.ROOT));

        SessionStarted started = (SessionStarted) desk.ask(Desk.login(shouted));

        assertThat(((VerifiedSession) desk.ask(new VerifySession(started.id()))).username())
                .isEqualTo(name);
    }

    @Test
    void givesEachLoginItsOwnSession() {
        UserName name = newUser();

        assertThat(desk.logIn(name).id()).isNotEqualTo(desk.logIn(name).id());
    }

    @Test
    void answersUnknownUserWrongPasswordAndDisabledAccountAlike() {
        UserName known = newUser();
        UserName disabled = newUser();
        accounts.disable(disabled, By.master()).await().indefinitely();

        Reply wrong = desk.ask(wrongLogin(known));

        assertFailure(wrong, LoginFail.class, FailCode.BAD_CREDENTIALS);
        assertThat(desk.ask(Desk.login(desk.newName()))).isEqualTo(wrong);
        assertThat(desk.ask(Desk.login(disabled))).isEqualTo(wrong);
        assertThat(desk.ask(wrongLogin(disabled))).isEqualTo(wrong);
    }

    /** The hasher is all that costs: it must not answer sooner, or without work, where there is no account. */
    @Test
    void hashesForUnknownUserWhatItHashesForAKnownOne() {
        PassHash stored = hasher.hash(Desk.pass("secret")).await().indefinitely();
        List<Long> known = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();

        for (int round = 0; round < 9; round++) {
            known.add(nanosOf(Optional.of(stored)));
            unknown.add(nanosOf(Optional.empty()));
        }

        // The least time is that of the work; all others have that of a busy machine in them.
        assertThat(Collections.min(unknown)).isBetween(Collections.min(known) / 3, Collections.min(known) * 3);
        assertThat(Collections.min(unknown)).isGreaterThan(Duration.ofMillis(1).toNanos());
    }

    private long nanosOf(Optional<PassHash> stored) {
        long start = System.nanoTime();
        boolean isRight = hasher.verify(Desk.pass("wrong"), stored, new Place(Desk.WORKER, ""), true)
                .await()
                .indefinitely();
        long nanos = System.nanoTime() - start;
        assertThat(isRight).isFalse();
        return nanos;
    }

    @Test
    void sendsAccountWithoutPasswordToItsThirdParty() throws SQLException {
        UserName name = newUser();
        database.run("UPDATE account SET pass_hash = NULL WHERE user_name = ?", name.value());

        assertFailure(desk.ask(Desk.login(name)), LoginFail.class, FailCode.EXTERNAL_LOGIN_REQUIRED);
    }

    @Test
    void letsOwnerInFromWhereSheWasBeforeWhileStrangersAreHeldBack() {
        UserName name = newUser();
        desk.logIn(name);
        for (int i = 0; i < TRIES_BY_ACCOUNT; i++) {
            assertFailure(ask(wrongLogin(name), newAddress()), LoginFail.class, FailCode.BAD_CREDENTIALS);
        }

        Reply stranger = ask(wrongLogin(name), newAddress());

        assertFailure(stranger, LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(((LoginFail) stranger).reason()).matches(".*; try again in (8\\d|90) seconds\\.");
        assertFailure(ask(Desk.login(name), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(desk.logIn(name)).isNotNull();
        assertThat(desk.logIn(newUser())).isNotNull();
    }

    /** So is a class that registers and logs in at once, whose first hashes wait for nobody's. */
    @Test
    void letsWhoHasRegisteredInFromThereWhileStrangersAreHeldBack() {
        UserName name = newUser();
        for (int i = 0; i < TRIES_BY_ACCOUNT; i++) {
            ask(wrongLogin(name), newAddress());
        }

        assertFailure(ask(Desk.login(name), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(desk.logIn(name)).isNotNull();
    }

    @Test
    void looksAtNoMoreGuessesThanSetHoweverManyAreSentAtOnce() {
        UserName name = newUser();
        ClientAddress address = newAddress();
        List<Uni<Reply>> guesses = Stream.generate(() -> begin(wrongLogin(name), address))
                .limit(250)
                .toList();

        List<Reply> replies = Uni.join().all(guesses).andFailFast().await().atMost(Duration.ofSeconds(60));

        assertThat(replies)
                .extracting(reply -> ((LoginFail) reply).code())
                .containsOnly(FailCode.BAD_CREDENTIALS, FailCode.RATE_LIMITED);
        assertThat(replies)
                .filteredOn(reply -> ((LoginFail) reply).code() == FailCode.BAD_CREDENTIALS)
                .hasSizeLessThanOrEqualTo(TRIES);
    }

    @Test
    void hashesAnewWhatWasHashedMoreCheaplyWhenItsOwnerLogsIn() throws Exception {
        UserName name = newUser();
        String cheap = Argon2Hash.of(Desk.pass("secret"), new Argon2Hash.Cost(64, 1, 1), new byte[16])
                .text()
                .value();
        database.run("UPDATE account SET pass_hash = ? WHERE user_name = ?", cheap, name.value());

        assertFailure(desk.ask(wrongLogin(name)), LoginFail.class, FailCode.BAD_CREDENTIALS);
        assertThat(database.one(HASH, name.value())).isEqualTo(cheap);
        desk.logIn(name);

        Await.until(() -> database.one(HASH, name.value()).startsWith("$argon2id$v=19$m=2048,t=2,p=1$"));
        assertThat(desk.logIn(name)).isNotNull();
    }

    /** Each takes the processors a hash, and the tables a session and an entry. */
    @Test
    void refusesAnAccountThatLogsInAgainAndAgainButNotItsDevice() throws Exception {
        failures.sumUp().await().indefinitely();
        UserName name = newUser();
        DeviceToken device = remembered(desk.logIn(name).id());
        for (int i = 1; i < RIGHT_LOGINS; i++) {
            desk.logIn(name);
        }

        Reply again = desk.ask(Desk.login(name));

        assertFailure(again, LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(((LoginFail) again).reason())
                .matches("Too many logins of this account; try again in \\d+ seconds?\\.");
        Await.until(() -> database.column(
                        "SELECT detail FROM audit JOIN account ON account_id = subject_account"
                                + " WHERE act = 'LOGIN_LOCKED_OUT' AND user_name = ?",
                        name.value())
                .equals(List.of("too many right passwords")));
        assertThat(desk.ask(new LoginFromDevice(name, Desk.pass("secret"), false, device)))
                .isInstanceOf(SessionStarted.class);
    }

    private DeviceToken remembered(SessionId session) {
        return ((DeviceRemembered) desk.ask(new RememberDevice(session, Optional.empty()))).device();
    }

    /** Ten thousand addresses that guess at one account cost a look into the database a minute, and not one each. */
    @Test
    void refusesStrangersWhoAreHeldBackWithoutALook() throws SQLException {
        UserName name = newUser();
        for (int i = 0; i <= TRIES_BY_ACCOUNT; i++) {
            ask(wrongLogin(name), newAddress());
        }
        LoginFromDevice onSomeDevice =
                new LoginFromDevice(name, Desk.pass("secret"), false, DeviceToken.make(new SecureRandom()));

        try (Connection beside = database.connect();
                PreparedStatement lock = beside.prepareStatement("LOCK TABLE known_address, known_device")) {
            beside.setAutoCommit(false);
            lock.execute();

            assertFailure(ask(Desk.login(name), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
            assertFailure(ask(onSomeDevice, newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        }
        assertThat(desk.logIn(name)).isNotNull();
    }

    @Test
    void countsFailuresOfANameInAnyCase() {
        UserName name = newUser();
        UserName shouted = new UserName(name.value().toUpperCase(Locale.ROOT));
        for (int i = 0; i < TRIES_BY_ACCOUNT; i++) {
            ask(wrongLogin(shouted), newAddress());
        }

        assertFailure(ask(Desk.login(name), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
    }

    @Test
    void limitsUnknownNamesLikeKnownOnes() {
        UserName nobody = desk.newName();
        for (int i = 0; i < TRIES_BY_ACCOUNT; i++) {
            ask(Desk.login(nobody), newAddress());
        }

        assertFailure(ask(Desk.login(nobody), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
    }

    @Test
    void refusesAddressAfterTooManyFailuresOfDifferentAccounts() {
        ClientAddress address = newAddress();
        for (int i = 0; i < TRIES_BY_ADDRESS; i++) {
            assertFailure(ask(wrongLogin(newUser()), address), LoginFail.class, FailCode.BAD_CREDENTIALS);
        }
        UserName name = newUser();

        assertFailure(ask(Desk.login(name), address), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(ask(Desk.login(name), newAddress())).isInstanceOf(SessionStarted.class);
    }

    /** A worker could otherwise name addresses until nobody logs in any more, on any worker. */
    @Test
    void countsTheAddressesThatAWorkerNamesAgainstNobodyOnAnother() {
        ClientAddress address = newAddress();
        for (int i = 0; i < TRIES_BY_ADDRESS; i++) {
            ask(wrongLogin(newUser()), address);
        }
        UserName name = newUser();
        UUID otherWorker = new UUID(8, 8);

        Reply elsewhere = begin(Desk.login(name), address, otherWorker).await().atMost(Duration.ofSeconds(30));

        assertThat(elsewhere).isInstanceOf(SessionStarted.class);
        assertFailure(ask(Desk.login(newUser()), address), LoginFail.class, FailCode.RATE_LIMITED);
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        String network = "2001:db8:2:" + Integer.toHexString(ADDRESSES.incrementAndGet());
        for (int i = 0; i < TRIES_BY_ADDRESS; i++) {
            ask(wrongLogin(newUser()), ClientAddress.of(InetAddress.ofLiteral(network + "::" + (i + 1))));
        }
        UserName name = newUser();

        Reply reply = ask(Desk.login(name), ClientAddress.of(InetAddress.ofLiteral(network + "::ffff")));

        assertFailure(reply, LoginFail.class, FailCode.RATE_LIMITED);
    }

    @Test
    void enabledAccountLogsInAgain() {
        UserName name = newUser();
        accounts.disable(name, By.master()).await().indefinitely();
        assertFailure(desk.ask(Desk.login(name)), LoginFail.class, FailCode.BAD_CREDENTIALS);

        accounts.enable(name, By.master()).await().indefinitely();

        assertThat(desk.logIn(name)).isNotNull();
    }

    private UserName newUser() {
        UserName name = desk.newName();
        desk.ask(Desk.registration(name));
        return name;
    }

    private static Login wrongLogin(UserName name) {
        return new Login(name, Desk.pass("wrong"), false);
    }

    private static ClientAddress newAddress() {
        return ClientAddress.of(
                InetAddress.ofLiteral("2001:db8:1:" + Integer.toHexString(ADDRESSES.incrementAndGet()) + "::1"));
    }

    private Reply ask(Request login, ClientAddress client) {
        return begin(login, client).await().atMost(Duration.ofSeconds(30));
    }

    private Uni<Reply> begin(Request login, ClientAddress client) {
        return begin(login, client, Desk.WORKER);
    }

    private Uni<Reply> begin(Request login, ClientAddress client, UUID worker) {
        return desk.begin(login, new LinkRecord(1, worker, desk.now(), client, MessageCodec.encode(login)));
    }
}
