package io.papertrader.master.recovery;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure.AccountChangeFail;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordReply.ConfirmationSent;
import io.papertrader.codec.message.PasswordReply.EmailChanged;
import io.papertrader.codec.message.PasswordReply.PasswordChanged;
import io.papertrader.codec.message.PasswordRequest.ChangeEmail;
import io.papertrader.codec.message.PasswordRequest.ConfirmEmail;
import io.papertrader.codec.message.PasswordRequest.RequestReset;
import io.papertrader.codec.message.PasswordRequest.ResetPassword;
import io.papertrader.codec.message.PasswordRequest.SetPassword;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.MailServer;
import io.papertrader.master.Trader;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users who are logged in set another password or address. */
@QuarkusTest
class OwnCredentialsTest {
    private static final HashedPass OLD = Desk.pass("secret");
    private static final HashedPass NEW = Desk.pass("another");

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    MailServer mail;

    private Trader ann;
    private UserName name;
    private Email email;
    private Email wanted;

    @BeforeEach
    void logIn() {
        ann = desk.newTrader();
        name = ann.userName();
        email = Desk.registration(name).email();
        wanted = new Email(name.key() + "@example.net");
    }

    @Test
    void setsAnotherPasswordAndEndsEveryOtherSession() {
        SessionId elsewhere = desk.logIn(name).id();

        Reply reply = set(Optional.of(OLD));

        assertThat(reply).isEqualTo(new PasswordChanged());
        assertThat(ann.info()).isNotNull();
        assertFailure(desk.ask(new VerifySession(elsewhere)), DataFail.class, FailCode.BAD_SESSION);
        assertFailure(desk.ask(Desk.login(name)), LoginFail.class, FailCode.BAD_CREDENTIALS);
        assertThat(desk.ask(new Login(name, NEW, false))).isInstanceOf(SessionStarted.class);
    }

    @Test
    void setsNoPasswordForWhoDoesNotKnowTheOneBefore() {
        assertFailure(set(Optional.of(NEW)), AccountChangeFail.class, FailCode.BAD_CREDENTIALS);
        assertFailure(set(Optional.empty()), AccountChangeFail.class, FailCode.BAD_CREDENTIALS);

        assertThat(desk.logIn(name)).isNotNull();
    }

    @Test
    void countsWrongPasswordsOfWhoHasStolenASession() {
        for (int i = 0; i < 4; i++) {
            set(Optional.of(NEW));
        }

        assertFailure(set(Optional.of(OLD)), AccountChangeFail.class, FailCode.RATE_LIMITED);
    }

    @Test
    void setsAFirstPasswordWithoutOneBefore() throws SQLException {
        database.run("UPDATE account SET pass_hash = NULL WHERE user_name = ?", name.value());

        assertThat(set(Optional.empty())).isEqualTo(new PasswordChanged());

        assertThat(desk.ask(new Login(name, NEW, false))).isInstanceOf(SessionStarted.class);
    }

    @Test
    void refusesWhoIsNotLoggedIn() {
        SessionId over = new SessionId("A".repeat(43));

        assertFailure(
                desk.ask(new SetPassword(over, Optional.of(OLD), NEW)), AccountChangeFail.class, FailCode.BAD_SESSION);
        assertFailure(desk.ask(new ChangeEmail(over, OLD, wanted)), AccountChangeFail.class, FailCode.BAD_SESSION);
        assertFailure(
                desk.ask(new ConfirmEmail(over, new OneTimeToken("0".repeat(25)))),
                AccountChangeFail.class,
                FailCode.BAD_SESSION);
    }

    @Test
    void takesAnotherAddressOnceItIsConfirmedAndTellsTheOldOne() {
        assertThat(change(OLD, wanted)).isEqualTo(new ConfirmationSent());
        OneTimeToken token = MailServer.token(mail.await(wanted, 1));
        assertThat(mail.await(email, 1)).contains("another address", "papertrader password set");
        assertThat(ann.info().owned().orElseThrow().email()).contains(email);

        Reply reply = confirm(ann, token);

        assertThat(reply).isEqualTo(new EmailChanged(wanted));
        assertThat(ann.info().owned().orElseThrow().email()).contains(wanted);
        assertFailure(confirm(ann, token), AccountChangeFail.class, FailCode.BAD_TOKEN);
    }

    @Test
    void sendsMailToADomainOfAnyLetters() {
        wanted = new Email(name.key() + "@bücher.example");

        assertThat(change(OLD, wanted)).isEqualTo(new ConfirmationSent());

        OneTimeToken token = MailServer.token(mail.await(new Email(name.key() + "@xn--bcher-kva.example"), 1));
        assertThat(confirm(ann, token)).isEqualTo(new EmailChanged(wanted));
    }

    @Test
    void refusesAnAddressThatNoMailCanBeSentTo() {
        assertFailure(
                change(OLD, new Email("é-" + name.key() + "@example.net")),
                AccountChangeFail.class,
                FailCode.BAD_ARGUMENT);
    }

    @Test
    void endsTheTokensThatWereMailedToTheOldAddress() {
        desk.ask(new RequestReset(new NameOrEmail(name.value())));
        OneTimeToken reset = MailServer.token(mail.await(email, 1));
        change(OLD, wanted);
        confirm(ann, MailServer.token(mail.await(wanted, 1)));

        assertFailure(desk.ask(new ResetPassword(name, reset, NEW)), AccountChangeFail.class, FailCode.BAD_TOKEN);
    }

    @Test
    void confirmsNoAddressWithATokenForAnotherAccountOrForAnotherThing() {
        change(OLD, wanted);
        OneTimeToken token = MailServer.token(mail.await(wanted, 1));

        assertFailure(confirm(desk.newTrader(), token), AccountChangeFail.class, FailCode.BAD_TOKEN);
        assertFailure(desk.ask(new ResetPassword(name, token, NEW)), AccountChangeFail.class, FailCode.BAD_TOKEN);
    }

    @Test
    void takesNoAddressOfAnotherAccount() {
        Email bobs = Desk.registration(desk.newTrader().userName()).email();

        assertFailure(
                change(OLD, new Email(bobs.value().toUpperCase(Locale.ROOT))),
                AccountChangeFail.class,
                FailCode.EMAIL_TAKEN);
    }

    @Test
    void takesNoAddressThatSomebodyElseHasTakenMeanwhile() {
        Trader bob = desk.newTrader();
        change(OLD, wanted);
        OneTimeToken first = MailServer.token(mail.await(wanted, 1));
        desk.ask(new ChangeEmail(bob.session(), OLD, wanted));
        confirm(bob, MailServer.token(mail.await(wanted, 2)));

        assertFailure(confirm(ann, first), AccountChangeFail.class, FailCode.EMAIL_TAKEN);
    }

    @Test
    void takesNoAddressFromWhoDoesNotKnowThePassword() {
        assertFailure(change(NEW, wanted), AccountChangeFail.class, FailCode.BAD_CREDENTIALS);
    }

    private Reply set(Optional<HashedPass> before) {
        return desk.ask(new SetPassword(ann.session(), before, NEW));
    }

    private Reply change(HashedPass pass, Email to) {
        return desk.ask(new ChangeEmail(ann.session(), pass, to));
    }

    private Reply confirm(Trader who, OneTimeToken token) {
        return desk.ask(new ConfirmEmail(who.session(), token));
    }
}
