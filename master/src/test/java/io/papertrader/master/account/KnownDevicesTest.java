package io.papertrader.master.account;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.PasswordRequest.SetPassword;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.sql.SQLException;
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

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @Inject
    Desk desk;

    @Inject
    Database database;

    private Trader alice;
    private DeviceToken device;

    @BeforeEach
    void logIn() {
        alice = desk.newTrader();
        device = remembered(alice, Optional.empty());
    }

    @Test
    void letsTheOwnerInAtANewAddressWhileStrangersAreHeldBack() {
        guess();

        assertFailure(ask(login(), newAddress()), LoginFail.class, FailCode.RATE_LIMITED);
        assertThat(ask(onDevice(device), newAddress())).isInstanceOf(SessionStarted.class);
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
        DeviceToken other = remembered(alice, Optional.empty());
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
        DeviceToken bobs = remembered(bob, Optional.empty());
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

        assertThat(remembered(alice, Optional.of(device))).isEqualTo(device);
        assertThat(remembered(alice, Optional.of(foreign))).isNotEqualTo(foreign);
        assertThat(known()).isEqualTo("2");
        assertThat(database.one(
                        "SELECT count(*) FROM known_device WHERE device_hash = decode(?, 'hex')",
                        HexFormat.of().formatHex(device.hash())))
                .isEqualTo("1");
    }

    @Test
    void knowsTheLatestTwentyOfAnAccount() throws SQLException {
        for (int i = 0; i < 25; i++) {
            remembered(alice, Optional.empty());
        }

        assertThat(known()).isEqualTo("20");
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

    @Test
    void endsWithAllOtherSessions() throws SQLException {
        desk.ask(new EndSession(alice.session(), SessionName.ALL_OTHERS));

        assertThat(known()).isEqualTo("0");
    }

    @Test
    void endsWithTheAccount() throws SQLException {
        String account = account();

        desk.ask(new DeleteAccount(alice.session(), Optional.of(Desk.pass("secret"))));

        assertThat(database.one("SELECT count(*) FROM known_device WHERE account_id = ?::bigint", account))
                .isEqualTo("0");
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

    private Login login() {
        return Desk.login(alice.userName());
    }

    private Login wrong() {
        return new Login(alice.userName(), Desk.pass("wrong"), false);
    }

    private LoginFromDevice onDevice(DeviceToken token) {
        return new LoginFromDevice(alice.userName(), Desk.pass("secret"), false, token);
    }

    private DeviceToken remembered(Trader trader, Optional<DeviceToken> former) {
        return ((DeviceRemembered) desk.ask(new RememberDevice(trader.session(), former))).device();
    }

    private static ClientAddress newAddress() {
        return ClientAddress.of(
                InetAddress.ofLiteral("2001:db8:2:" + Integer.toHexString(ADDRESSES.incrementAndGet()) + "::1"));
    }

    private Reply ask(Request login, ClientAddress from) {
        return desk.ask(login, new LinkRecord(1, Desk.WORKER, desk.now(), from, MessageCodec.encode(login)));
    }
}
