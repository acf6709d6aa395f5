package io.papertrader.master.recovery;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure.AccountChangeFail;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordReply.PasswordChanged;
import io.papertrader.codec.message.PasswordReply.ResetRequested;
import io.papertrader.codec.message.PasswordRequest.RequestReset;
import io.papertrader.codec.message.PasswordRequest.ResetPassword;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.MailServer;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ForgottenPasswordTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    MailServer mail;

    @Inject
    TestClock clock;

    private Trader ann;
    private UserName name;
    private Email email;

    @BeforeEach
    void logIn() {
        ann = desk.newTrader();
        name = ann.userName();
        email = Desk.registration(name).email();
    }

    @Test
    void setsAnotherPasswordAndEndsEverySession() {
        OneTimeToken token = mailed(name.value(), 1);

        Reply reply = reset(name, token);

        assertThat(reply).isEqualTo(new PasswordChanged());
        assertFailure(desk.ask(new VerifySession(ann.session())), DataFail.class, FailCode.BAD_SESSION);
        assertFailure(desk.ask(Desk.login(name)), LoginFail.class, FailCode.BAD_CREDENTIALS);
        assertThat(desk.ask(newLogin(name))).isInstanceOf(SessionStarted.class);
        assertThat(mail.await(email, 2)).contains("has a new password", "papertrader password forgot " + name);
    }

    @Test
    void hasTheAccountForgetItsDevices() throws SQLException {
        desk.ask(new RememberDevice(ann.session(), Optional.empty()));
        assertThat(knownDevices()).isEqualTo("1");

        reset(name, mailed(name.value(), 1));

        assertThat(knownDevices()).isEqualTo("0");
    }

    private String knownDevices() throws SQLException {
        return database.one(
                "SELECT count(*) FROM known_device JOIN account USING (account_id) WHERE user_name = ?", name.value());
    }

    @Test
    void tellsByMailWhatToTypeAndHasNoLink() {
        mailed(name.value(), 1);

        assertThat(mail.await(email, 1))
                .contains("papertrader password reset " + name, "30 minutes")
                .doesNotContain("http");
    }

    @Test
    void findsTheAccountByItsAddressAndWritesToTheStoredOne() {
        OneTimeToken token = mailed(email.value().toUpperCase(Locale.ROOT), 1);

        assertThat(reset(name, token)).isEqualTo(new PasswordChanged());
    }

    @Test
    void takesATokenOnce() {
        OneTimeToken token = mailed(name.value(), 1);
        reset(name, token);

        assertFailure(reset(name, token), AccountChangeFail.class, FailCode.BAD_TOKEN);
    }

    @Test
    void letsOneOfTwoResetsAtOnceThrough() {
        OneTimeToken token = mailed(name.value(), 1);
        ResetPassword request = new ResetPassword(name, token, Desk.pass("another"));

        List<Uni<Reply>> both = Stream.of(1, 2)
                .map(i -> desk.begin(request, desk.record(request, desk.now()))
                        .memoize()
                        .indefinitely())
                .toList();
        List<Reply> replies = Uni.join().all(both).andFailFast().await().atMost(LIMIT);

        assertThat(replies).filteredOn(new PasswordChanged()::equals).hasSize(1);
        assertThat(replies)
                .filteredOn(AccountChangeFail.class::isInstance)
                .singleElement()
                .satisfies(refused -> assertFailure(refused, AccountChangeFail.class, FailCode.BAD_TOKEN));
    }

    @Test
    void takesNoTokenAfterHalfAnHour() {
        OneTimeToken token = mailed(name.value(), 1);

        try (TestClock.Later _ = clock.later(Duration.ofMinutes(31))) {
            assertFailure(reset(name, token), AccountChangeFail.class, FailCode.BAD_TOKEN);
        }
        assertThat(reset(name, token)).isEqualTo(new PasswordChanged());
    }

    @Test
    void takesNoTokenThatIsAnothersOrMadeUp() {
        OneTimeToken token = mailed(name.value(), 1);
        UserName bob = desk.newTrader().userName();

        assertFailure(reset(bob, token), AccountChangeFail.class, FailCode.BAD_TOKEN);
        assertFailure(reset(name, new OneTimeToken("0".repeat(25))), AccountChangeFail.class, FailCode.BAD_TOKEN);
        assertFailure(reset(new UserName("nobody"), token), AccountChangeFail.class, FailCode.BAD_TOKEN);
    }

    @Test
    void endsEveryOtherTokenOfTheAccount() {
        OneTimeToken first = mailed(name.value(), 1);
        OneTimeToken second = mailed(name.value(), 2);
        reset(name, second);

        assertFailure(reset(name, first), AccountChangeFail.class, FailCode.BAD_TOKEN);
    }

    @Test
    void takesNoTokenThatWentToAnAddressOfBefore() throws SQLException {
        OneTimeToken token = mailed(name.value(), 1);
        database.run("UPDATE account SET email = 'new-' || email WHERE user_name = ?", name.value());

        assertFailure(reset(name, token), AccountChangeFail.class, FailCode.BAD_TOKEN);
    }

    @Test
    void letsNobodyBackIntoALockedAccount() throws SQLException {
        OneTimeToken token = mailed(name.value(), 1);
        database.run("UPDATE account SET is_enabled = FALSE WHERE user_name = ?", name.value());

        assertFailure(reset(name, token), AccountChangeFail.class, FailCode.BAD_TOKEN);
    }

    /** While nothing can be read of any account the answers come all the same: they do not depend on it. */
    @Test
    void answersTheSameAndAsSoonWhoeverIsAskedFor() throws SQLException {
        List<String> asked = List.of(name.value(), email.value(), "nobody-of-this-name", "nobody@example.org");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE");

            assertThat(asked.stream().map(this::request)).containsOnly(new ResetRequested());

            connection.rollback();
        }
        mail.await(email, 2);
        assertThat(mail.texts(new Email("nobody@example.org"))).isEmpty();
    }

    @Test
    void mailsAFewTokensAnHourAndNoMore() {
        for (int i = 1; i <= 3; i++) {
            mailed(name.value(), i);
        }
        assertThat(request(name.value())).isEqualTo(new ResetRequested());
        Trader bob = desk.newTrader();
        Email bobs = Desk.registration(bob.userName()).email();
        request(bob.userName().value());
        mail.await(bobs, 1);

        assertThat(mail.texts(email)).hasSize(3);
        try (TestClock.Later _ = clock.later(Duration.ofMinutes(61))) {
            mailed(name.value(), 4);
        }
    }

    @Test
    void letsAnAccountWithoutAPasswordHaveOne() throws SQLException {
        database.run("UPDATE account SET pass_hash = NULL WHERE user_name = ?", name.value());
        OneTimeToken token = mailed(name.value(), 1);

        reset(name, token);

        assertThat(desk.ask(newLogin(name))).isInstanceOf(SessionStarted.class);
    }

    /** Strangers keep the account's own bucket empty, and she has used up her tries where she is now. */
    @Test
    void letsTheOwnerInAtTheNewAddressFromWhichSheHasSetThePassword() {
        ClientAddress here = ClientAddress.of(InetAddress.ofLiteral("2001:db8:77:1::1"));
        Login wrong = new Login(name, Desk.pass("wrong"), false);
        for (int stranger = 1; stranger <= 4; stranger++) {
            ask(wrong, ClientAddress.of(InetAddress.ofLiteral("2001:db8:78:" + stranger + "::1")));
        }
        assertFailure(ask(Desk.login(name), here), LoginFail.class, FailCode.RATE_LIMITED);
        OneTimeToken token = mailed(name.value(), 1);

        assertThat(ask(new ResetPassword(name, token, Desk.pass("another")), here))
                .isEqualTo(new PasswordChanged());

        assertThat(ask(newLogin(name), here)).isInstanceOf(SessionStarted.class);
        ClientAddress elsewhere = ClientAddress.of(InetAddress.ofLiteral("2001:db8:77:2::1"));
        assertFailure(ask(newLogin(name), elsewhere), LoginFail.class, FailCode.RATE_LIMITED);
    }

    @Test
    void forgetsTheTriesOfTheAddressFromWhichThePasswordIsSet() {
        ClientAddress here = ClientAddress.of(InetAddress.ofLiteral("2001:db8:77:3::1"));
        for (int tried = 0; tried < 3; tried++) {
            ask(new Login(name, Desk.pass("wrong"), false), here);
        }
        assertFailure(ask(Desk.login(name), here), LoginFail.class, FailCode.RATE_LIMITED);
        OneTimeToken token = mailed(name.value(), 1);

        ask(new ResetPassword(name, token, Desk.pass("another")), here);

        assertThat(ask(newLogin(name), here)).isInstanceOf(SessionStarted.class);
    }

    /** A token that is none opens nothing. */
    @Test
    void holdsBackWhoSetsNoPassword() {
        ClientAddress here = ClientAddress.of(InetAddress.ofLiteral("2001:db8:77:4::1"));
        for (int tried = 0; tried < 3; tried++) {
            ask(new Login(name, Desk.pass("wrong"), false), here);
        }

        ask(new ResetPassword(name, new OneTimeToken("0".repeat(25)), Desk.pass("another")), here);

        assertFailure(ask(Desk.login(name), here), LoginFail.class, FailCode.RATE_LIMITED);
    }

    @Test
    void leavesATrailButNoToken() throws SQLException {
        OneTimeToken token = mailed(name.value(), 1);
        reset(name, token);

        assertThat(database.column(
                        "SELECT act FROM audit JOIN account ON account_id = subject_account WHERE user_name = ?"
                                + " AND act LIKE 'PASSWORD%' ORDER BY audit_id",
                        name.value()))
                .containsExactly("PASSWORD_RESET_MAILED", "PASSWORD_RESET");
        assertThat(database.column(
                        "SELECT 1 FROM audit WHERE strpos(audit::text, ?) > 0 OR strpos(audit::text, ?) > 0",
                        token.value(),
                        token.grouped()))
                .isEmpty();
    }

    private OneTimeToken mailed(String who, int count) {
        assertThat(request(who)).isEqualTo(new ResetRequested());
        return MailServer.token(mail.await(email, count));
    }

    private Reply request(String who) {
        return desk.ask(new RequestReset(new NameOrEmail(who)));
    }

    private Reply reset(UserName user, OneTimeToken token) {
        return desk.ask(new ResetPassword(user, token, Desk.pass("another")));
    }

    private Reply ask(Request request, ClientAddress from) {
        return desk.ask(request, new LinkRecord(1, Desk.WORKER, desk.now(), from, MessageCodec.encode(request)));
    }

    private static Login newLogin(UserName user) {
        return new Login(user, Desk.pass("another"), false);
    }
}
