package io.papertrader.master.account;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.CareReply.AccountRecordPage;
import io.papertrader.codec.message.CareReply.DeviceRemembered;
import io.papertrader.codec.message.CareReply.RecordLine;
import io.papertrader.codec.message.CareRequest.DeleteAccount;
import io.papertrader.codec.message.CareRequest.EndSession;
import io.papertrader.codec.message.CareRequest.GetAccountRecord;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.Failure.AccountChangeFail;
import io.papertrader.codec.message.Failure.EndFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.PasswordReply.PasswordChanged;
import io.papertrader.codec.message.PasswordRequest.SetPassword;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.audit.By;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.session.AccountSessions;
import io.papertrader.master.session.SessionUses;
import io.papertrader.node.socket.AddressBlock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An owner who moves from one address to the next, with a device that the account knows. */
@QuarkusTest
class KnownDevicesTest {
    /** More than an account is allowed, from wherever. */
    private static final int MANY = 10;

    /** The tries that these tests configure. */
    private static final int TRIES = 3;

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    Accounts accounts;

    @Inject
    AccountSessions sessions;

    @Inject
    SessionUses uses;

    @Inject
    KnownAddresses knownAddresses;

    @Inject
    TestClock clock;

    private Trader alice;
    private DeviceToken device;

    @BeforeEach
    void logIn() {
        alice = desk.newTrader();
        device = remembered(alice.session(), Optional.empty());
    }

    @Test
    void letsTheOwnerInAtANewAddressWhileStrangersAreHeldBack() {
        guess();

        assertFailure(ask(login(), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(ask(onDevice(device), newAddress())).isInstanceOf(SessionStarted.class);
    }

    /** The account is known by heart while strangers are held back at it. */
    @Test
    void letsTheOwnerInOnADeviceThatTheAccountKnowsSinceStrangersAreHeldBack() {
        guess();
        assertFailure(ask(login(), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);

        DeviceToken another = rememberedByAnotherSession();

        assertThat(ask(onDevice(another), newAddress())).isInstanceOf(SessionStarted.class);
    }

    /** The address is written, and the answer of the database is lost. */
    @Test
    void letsTheOwnerInAtAnAddressThatMayHaveBeenWritten() throws SQLException {
        guess();
        assertFailure(ask(login(), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        ClientAddress address = newAddress();
        String block = AddressBlock.of(address.value().orElseThrow()).toString();
        database.run(
                "INSERT INTO known_address (account_id, block, last_login)"
                        + " SELECT account_id, ?, now() FROM account WHERE user_name = ?",
                block,
                alice.userName().value());
        AccountId nobodys = new AccountId(Long.MAX_VALUE);

        assertThatThrownBy(() -> knownAddresses
                        .remember(nobodys, alice.userName(), new Place(Desk.WORKER, block))
                        .await()
                        .indefinitely())
                .hasMessageContaining("foreign key");

        assertThat(ask(login(), address)).isInstanceOf(SessionStarted.class);
    }

    /** She shares the address with whoever guesses. */
    @Test
    void letsTheOwnerInAtTheAddressThatTheGuessesComeFrom() {
        ClientAddress shared = newAddress();
        for (int i = 0; i < MANY; i++) {
            ask(wrong(), shared);
        }

        assertFailure(ask(login(), shared), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(ask(onDevice(device), shared)).isInstanceOf(SessionStarted.class);
    }

    /** A device that was stolen has its own few tries, from wherever it asks, and leaves the others theirs. */
    @Test
    void looksAtFewWrongPasswordsOfADevice() {
        DeviceToken other = rememberedByAnotherSession();
        LoginFromDevice stolen = new LoginFromDevice(alice.userName(), Desk.pass("wrong"), false, device);
        for (int i = 0; i < MANY; i++) {
            ask(stolen, newAddress());
        }

        assertFailure(ask(stolen, newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(ask(onDevice(other), newAddress())).isInstanceOf(SessionStarted.class);
    }

    @Test
    void takesADeviceThatTheAccountDoesNotKnowForAny() {
        Trader bob = desk.newTrader();
        DeviceToken bobs = remembered(bob.session(), Optional.empty());
        assertThat(ask(onDevice(DeviceToken.make(new SecureRandom())), newAddress()))
                .isInstanceOf(SessionStarted.class);
        guess();

        assertFailure(ask(onDevice(bobs), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        assertFailure(
                ask(onDevice(DeviceToken.make(new SecureRandom())), newAddress()),
                LoginFail.class,
                FailCode.RATE_LIMITED);
    }

    @Test
    void keepsTheSecretThatADeviceHasAndGivesAnotherForOneThatIsNotGood() throws SQLException {
        DeviceToken foreign = DeviceToken.make(new SecureRandom());
        SessionId another = desk.logIn(alice.userName()).id();
        SessionId third = desk.logIn(alice.userName()).id();

        assertThat(remembered(another, Optional.of(device))).isEqualTo(device);
        assertThat(remembered(third, Optional.of(foreign))).isNotEqualTo(foreign);
        assertThat(known()).isEqualTo("2");
        assertThat(isKnown(device)).isTrue();
    }

    /** Each secret would bring its own tries. */
    @Test
    void looksAtFewWrongPasswordsHoweverOftenASessionAsksForAnotherSecret() throws SQLException {
        DeviceToken other = rememberedByAnotherSession();
        int lookedAt = 0;
        for (int i = 0; i < 30; i++) {
            DeviceToken another = remembered(alice.session(), Optional.empty());
            LoginFromDevice guess = new LoginFromDevice(alice.userName(), Desk.pass("wrong"), false, another);
            lookedAt += ((LoginFail) ask(guess, newAddress())).code() == FailCode.BAD_CREDENTIALS ? 1 : 0;
        }

        assertThat(lookedAt).isEqualTo(TRIES);
        assertThat(known()).isEqualTo("2");
        assertThat(database.one(
                        "SELECT count(*) FROM audit WHERE act = 'DEVICE_REMEMBERED' AND subject_account = ?::bigint",
                        account()))
                .isEqualTo("2");
        assertThat(ask(onDevice(other), newAddress())).isInstanceOf(SessionStarted.class);
    }

    /** It is over in the database, and this master does not know yet. */
    @Test
    void remembersNothingForASessionThatIsOver() throws SQLException {
        SessionId over = desk.logIn(alice.userName()).id();
        desk.ask(new GetAccountRecord(over, Cursor.START));
        database.run(
                "UPDATE session SET is_active = FALSE WHERE session_hash = decode(?, 'hex')",
                over.hash().value());

        assertFailure(
                desk.ask(new RememberDevice(over, Optional.empty())), AccountChangeFail.class, FailCode.BAD_SESSION);
        assertFailure(
                desk.ask(new RememberDevice(over, Optional.of(device))), AccountChangeFail.class, FailCode.BAD_SESSION);
        assertThat(known()).isEqualTo("1");
    }

    @Test
    void knowsTheTwentyOfAnAccountThatWereUsedLast() throws SQLException {
        age(1);
        DeviceToken used = rememberedByAnotherSession();
        age(1);
        ask(onDevice(used), newAddress());
        for (int i = 0; i < 19; i++) {
            rememberedByAnotherSession();
        }

        assertThat(known()).isEqualTo("20");
        assertThat(isKnown(device)).isFalse();
        assertThat(isKnown(used)).isTrue();
    }

    @Test
    void knowsADeviceForNinetyDaysBehindItsLastLogin() throws SQLException {
        age(60);
        assertThat(ask(onDevice(device), newAddress())).isInstanceOf(SessionStarted.class);
        age(60);
        guess();

        assertThat(ask(onDevice(device), newAddress())).isInstanceOf(SessionStarted.class);
        age(91);
        assertFailure(ask(onDevice(device), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
    }

    /** She shares the address with whoever guesses, and has a session. */
    @Test
    void letsTheOwnerSetHerPasswordWhereverTheGuessesComeFrom() {
        ClientAddress shared = newAddress();
        for (int i = 0; i < MANY; i++) {
            ask(wrong(), shared);
        }

        assertThat(ask(
                        new SetPassword(alice.session(), Optional.of(Desk.pass("secret")), Desk.pass("another")),
                        shared))
                .isEqualTo(new PasswordChanged());
    }

    @Test
    void looksAtFewWrongPasswordsOfASession() {
        SetPassword guess = new SetPassword(alice.session(), Optional.of(Desk.pass("wrong")), Desk.pass("another"));
        for (int i = 0; i < TRIES; i++) {
            assertFailure(ask(guess, newAddress()), AccountChangeFail.class, FailCode.BAD_CREDENTIALS);
        }

        assertFailure(ask(guess, newAddress()), AccountChangeFail.class, FailCode.RATE_LIMITED);
        assertThat(ask(login(), newAddress())).isInstanceOf(SessionStarted.class);
    }

    /** Whoever has stolen a device with its session has no more tries than one of the two. */
    @Test
    void looksAtFewWrongPasswordsOfADeviceAndASessionOnIt() {
        SessionId begun = ((SessionStarted) ask(onDevice(device), newAddress())).id();
        guessIn(begun);

        assertFailure(ask(onDevice(device), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(ask(login(), newAddress())).isInstanceOf(SessionStarted.class);
    }

    /** The session began as on any device, and is known to the master so, before it says that it is on this one. */
    @Test
    void looksAtFewWrongPasswordsOfADeviceAndASessionThatNamesIt() {
        SessionId plain = desk.logIn(alice.userName()).id();
        desk.ask(new GetAccountRecord(plain, Cursor.START));
        remembered(plain, Optional.of(device));
        guessIn(plain);

        assertFailure(ask(onDevice(device), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
    }

    /** Another secret for a session on a device is that device's, and brings no tries of its own. */
    @Test
    void looksAtFewWrongPasswordsOfASessionOnADeviceThatAsksForAnotherSecret() throws SQLException {
        SessionId begun = ((SessionStarted) ask(onDevice(device), newAddress())).id();
        DeviceToken second = remembered(begun, Optional.empty());
        guessIn(begun);

        assertFailure(ask(onDevice(second), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(known()).isEqualTo("1");
        assertThat(isKnown(device)).isFalse();
    }

    @Test
    void looksAtFewWrongPasswordsOfASessionThatAsksBehindTheEndOfItsDevice() throws SQLException {
        SessionId begun = ((SessionStarted) ask(onDevice(device), newAddress())).id();
        desk.ask(new EndSession(begun, SessionName.ALL_OTHERS));
        DeviceToken second = remembered(begun, Optional.empty());
        guessIn(begun);

        assertFailure(ask(onDevice(second), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(known()).isEqualTo("1");
    }

    @Test
    void standsInTheRecordOfTheAccount() {
        AccountRecordPage page = (AccountRecordPage) desk.ask(new GetAccountRecord(alice.session(), Cursor.START));

        assertThat(page.lines()).extracting(RecordLine::act).contains("DEVICE_REMEMBERED");
    }

    @Test
    void endsWithThePassword() throws SQLException {
        desk.ask(new SetPassword(alice.session(), Optional.of(Desk.pass("secret")), Desk.pass("another")));

        assertThat(known()).isEqualTo("0");
    }

    /** As of a phone that was lost. */
    @Test
    void endsWithItsSessionWhereTheOwnerEndsIt() throws SQLException {
        SessionId another = desk.logIn(alice.userName()).id();
        DeviceToken kept = remembered(another, Optional.empty());

        desk.ask(new EndSession(another, SessionName.of(alice.session().hash())));

        assertThat(isKnown(device)).isFalse();
        assertThat(isKnown(kept)).isTrue();
    }

    /** The one that has remembered it is over long since; another began on it, and one has said that it is on it. */
    @Test
    void endsWithAnySessionOnIt() throws SQLException {
        SessionId begun = ((SessionStarted) ask(onDevice(device), newAddress())).id();
        desk.ask(new Logout(alice.session()));
        assertThat(isKnown(device)).isTrue();
        SessionId elsewhere = desk.logIn(alice.userName()).id();
        DeviceToken second = remembered(elsewhere, Optional.empty());
        SessionId named = desk.logIn(alice.userName()).id();
        remembered(named, Optional.of(second));

        desk.ask(new EndSession(elsewhere, SessionName.of(begun.hash())));
        assertThat(isKnown(device)).isFalse();
        assertThat(isKnown(second)).isTrue();
        desk.ask(new EndSession(elsewhere, SessionName.of(named.hash())));

        assertThat(isKnown(second)).isFalse();
    }

    @Test
    void endsWithItsSessionWhereAnOperatorEndsIt() throws SQLException {
        sessions.end(
                        new AccountId(Long.parseLong(account())),
                        SessionName.of(alice.session().hash()),
                        By.master())
                .await()
                .indefinitely();

        assertThat(isKnown(device)).isFalse();
    }

    @Test
    void staysWhereNoSessionEnds() throws SQLException {
        SessionId another = desk.logIn(alice.userName()).id();
        desk.ask(new Logout(alice.session()));

        assertFailure(
                desk.ask(new EndSession(another, SessionName.of(alice.session().hash()))),
                EndFail.class,
                FailCode.BAD_ARGUMENT);

        assertThat(isKnown(device)).isTrue();
    }

    /** Her session ends where she stays away for a month, and not what her device is known by. */
    @Test
    void staysWhereItsSessionsEndByTheTime() throws SQLException {
        guess();

        try (TestClock.Later _ = clock.later(Duration.ofDays(31))) {
            uses.everyMinute().await().indefinitely();
            assertFailure(
                    desk.ask(new RememberDevice(alice.session(), Optional.empty())),
                    AccountChangeFail.class,
                    FailCode.BAD_SESSION);
            assertThat(ask(onDevice(device), newAddress())).isInstanceOf(SessionStarted.class);
        }
        database.run("DELETE FROM session WHERE account_id = ?::bigint", account());
        assertThat(isKnown(device)).isTrue();
        assertThat(ask(onDevice(device), newAddress())).isInstanceOf(SessionStarted.class);
    }

    @Test
    void endsWithAllOtherSessions() throws SQLException {
        desk.ask(new EndSession(alice.session(), SessionName.ALL_OTHERS));

        assertThat(known()).isEqualTo("0");
    }

    @Test
    void endsWhereAnOperatorEndsAllSessions() throws SQLException {
        sessions.endAll(new AccountId(Long.parseLong(account())), By.master())
                .await()
                .indefinitely();

        assertThat(known()).isEqualTo("0");
    }

    @Test
    void endsWhereAnOperatorDisablesTheAccount() throws SQLException {
        accounts.disable(alice.userName(), By.master()).await().indefinitely();

        assertThat(known()).isEqualTo("0");
    }

    @Test
    void endsWithTheAccount() throws SQLException {
        String account = account();

        desk.ask(new DeleteAccount(alice.session(), Optional.of(Desk.pass("secret"))));

        assertThat(database.one("SELECT count(*) FROM known_device WHERE account_id = ?::bigint", account))
                .isEqualTo("0");
    }

    private boolean isKnown(DeviceToken token) throws SQLException {
        return "1"
                .equals(database.one(
                        "SELECT count(*) FROM known_device WHERE device_hash = decode(?, 'hex')",
                        HexFormat.of().formatHex(token.hash())));
    }

    /** Lets so many days go by behind the logins. */
    private void age(int days) throws SQLException {
        database.run(
                "UPDATE known_device SET last_login = last_login - ?::interval WHERE account_id = ?::bigint",
                days + " days",
                account());
    }

    private String known() throws SQLException {
        return database.one("SELECT count(*) FROM known_device WHERE account_id = ?::bigint", account());
    }

    private String account() throws SQLException {
        return database.one(
                "SELECT account_id FROM account WHERE user_name = ?",
                alice.userName().value());
    }

    private void guess() {
        for (int i = 0; i < MANY; i++) {
            ask(wrong(), newAddress());
        }
    }

    /** As often as a session may. */
    private void guessIn(SessionId session) {
        SetPassword guess = new SetPassword(session, Optional.of(Desk.pass("wrong")), Desk.pass("another"));
        for (int i = 0; i < TRIES; i++) {
            assertFailure(ask(guess, newAddress()), AccountChangeFail.class, FailCode.BAD_CREDENTIALS);
        }
    }

    private Login login() {
        return Desk.login(alice.userName());
    }

    private Login wrong() {
        return new Login(alice.userName(), Desk.pass("wrong"), false);
    }

    private LoginFromDevice onDevice(DeviceToken token) {
        return new LoginFromDevice(alice.userName(), Desk.pass("secret"), false, token);
    }

    private DeviceToken rememberedByAnotherSession() {
        return remembered(desk.logIn(alice.userName()).id(), Optional.empty());
    }

    private DeviceToken remembered(SessionId session, Optional<DeviceToken> former) {
        return ((DeviceRemembered) desk.ask(new RememberDevice(session, former))).device();
    }

    private static ClientAddress newAddress() {
        return ClientAddress.of(
                InetAddress.ofLiteral("2001:db8:2:" + Integer.toHexString(ADDRESSES.incrementAndGet()) + "::1"));
    }

    private Reply ask(Request login, ClientAddress from) {
        return desk.ask(login, new LinkRecord(1, Desk.WORKER, desk.now(), from, MessageCodec.encode(login)));
    }
}
