package io.papertrader.master.account;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ExternalLoginReply.ExternalSession;
import io.papertrader.codec.message.ExternalLoginReply.LinkChanged;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.ExternalLoginReply.LoginProviders;
import io.papertrader.codec.message.ExternalLoginRequest.GetLoginProviders;
import io.papertrader.codec.message.ExternalLoginRequest.LinkLogin;
import io.papertrader.codec.message.ExternalLoginRequest.LoginExternal;
import io.papertrader.codec.message.ExternalLoginRequest.RegisterExternal;
import io.papertrader.codec.message.ExternalLoginRequest.UnlinkLogin;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.LinkLoginFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.IdToken;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.NonceSecret;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.FailureSums;
import io.papertrader.master.identity.Claims;
import io.papertrader.master.identity.SigningKey;
import io.papertrader.master.identity.TestIssuer;
import io.papertrader.vocabulary.Money;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestIssuer.class)
class ExternalLoginTest {
    private static final ProviderName ACME = new ProviderName("acme");
    private static final ProviderName TV = new ProviderName("acme-tv");
    private static final SigningKey KEY = SigningKey.rsa("one");
    private static final AtomicInteger SUBJECTS = new AtomicInteger();

    /** One for all tests: a secret is made once. */
    private static final SplittableRandom RANDOM = new SplittableRandom(11);

    TestIssuer issuer;

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    Accounts accounts;

    @Inject
    TestClock clock;

    @Inject
    FailureSums failures;

    private UserName name;
    private String subject;

    @BeforeEach
    void newPerson() {
        issuer.publish(KEY);
        issuer.answerWith(200);
        name = desk.newName();
        subject = "subject-" + SUBJECTS.incrementAndGet();
    }

    /** The yield of a login at the third party: a token, and the secret that it was made for. */
    private record Proof(IdToken token, NonceSecret secret) {
        private LoginExternal login() {
            return new LoginExternal(ACME, false, Optional.of(secret), token);
        }

        private RegisterExternal registration(UserName name) {
            return new RegisterExternal(ACME, name, Optional.empty(), Optional.of(secret), token);
        }

        private LinkLogin link(Trader trader) {
            return new LinkLogin(trader.session(), ACME, Optional.of(secret), token);
        }
    }

    private Proof proof() {
        return proof(KEY);
    }

    private Proof proof(SigningKey key) {
        NonceSecret secret = NonceSecret.make(RANDOM);
        return new Proof(
                claims().withEmail(subject + "@example.org", true)
                        .forSecret(secret)
                        .signedBy(key),
                secret);
    }

    private Claims claims() {
        return Claims.of(issuer.address(), subject, desk.now());
    }

    private ExternalSession register() {
        assertThat(desk.ask(proof().registration(name))).isEqualTo(new RegisterSuccess(name));
        return (ExternalSession) desk.ask(proof().login());
    }

    private UserInfo.Owned info(ExternalSession session) {
        return ((UserInfo) desk.ask(new GetUserInfo(session.id(), session.username())))
                .owned()
                .orElseThrow();
    }

    @Test
    void tellsWhichThirdPartiesThereAre() {
        LoginProviders told = (LoginProviders) desk.ask(new GetLoginProviders());

        assertThat(told.providers()).extracting(LoginProvider::name).containsExactly(ACME, TV);
        assertThat(told.providers().getFirst().issuer()).isEqualTo(issuer.address());
        assertThat(told.providers().getFirst().browser().clientId()).isEqualTo("papertrader");
    }

    @Test
    void registersAnAccountWithoutPasswordAndLogsIn() throws SQLException {
        ExternalSession session = register();

        assertThat(session.username()).isEqualTo(name);
        assertThat(desk.ask(new VerifySession(session.id()))).isEqualTo(new VerifiedSession(name, session.expiry()));
        assertThat(info(session).isPassword()).isFalse();
        assertThat(info(session).externalProviders()).containsExactly("acme");
        assertThat(info(session).email()).contains(new Email(subject + "@example.org"));
        assertThat(info(session).cash()).isEqualTo(Money.of("100000"));
        assertThat(acts()).isEqualTo("REGISTERED with acme, LOGGED_IN with acme");
    }

    private String acts() throws SQLException {
        return database.one("""
                SELECT string_agg(act || ' ' || detail, ', ' ORDER BY audit_id)
                FROM audit JOIN account ON subject_account = account_id WHERE user_name = ?
                """, name.value());
    }

    @Test
    void namesTheThirdPartyToWhoTriesAPassword() {
        register();

        Reply refused = desk.ask(Desk.login(name));

        assertFailure(refused, LoginFail.class, FailCode.EXTERNAL_LOGIN_REQUIRED);
        assertThat(((Failure) refused).reason()).isEqualTo("This account has no password; log in with acme.");
    }

    @Test
    void letsBothWaysInWhereThereIsAPassword() throws SQLException {
        register();
        Trader other = desk.newTrader();
        database.run(
                "UPDATE account SET pass_hash = (SELECT pass_hash FROM account WHERE user_name = ?) WHERE user_name = ?",
                other.userName().value(),
                name.value());

        assertThat(desk.ask(Desk.login(name))).isInstanceOf(SessionStarted.class);
        assertThat(desk.ask(proof().login())).isInstanceOf(ExternalSession.class);
    }

    @Test
    void tellsWhoHasNoAccountYetAndTakesTheSameTokenToRegister() {
        Proof proof = proof();

        assertFailure(desk.ask(proof.login()), LoginFail.class, FailCode.UNKNOWN_USER);
        assertThat(desk.ask(proof.registration(name))).isEqualTo(new RegisterSuccess(name));
    }

    @Test
    void takesTheSameTokenForAnotherNameWhereTheFirstIsTaken() {
        Trader other = desk.newTrader();
        Proof proof = proof();

        assertFailure(desk.ask(proof.registration(other.userName())), RegisterFail.class, FailCode.USERNAME_TAKEN);
        assertThat(desk.ask(proof.registration(name))).isEqualTo(new RegisterSuccess(name));
    }

    @Test
    void takesOverNoAccountThatHasTheSameAddress() throws SQLException {
        Trader victim = desk.newTrader();
        database.run(
                "UPDATE account SET email = ?, email_key = ? WHERE user_name = ?",
                subject + "@example.org",
                subject + "@example.org",
                victim.userName().value());

        assertFailure(desk.ask(proof().login()), LoginFail.class, FailCode.UNKNOWN_USER);
        assertFailure(desk.ask(proof().registration(name)), RegisterFail.class, FailCode.EMAIL_TAKEN);
        assertThat(desk.ask(proof().link(victim))).isEqualTo(new LinkChanged(ACME, true));
        assertThat(((ExternalSession) desk.ask(proof().login())).username()).isEqualTo(victim.userName());
    }

    @Test
    void asksForAnAddressWhereTheThirdPartyHasVerifiedNone() {
        NonceSecret secret = NonceSecret.make(RANDOM);
        IdToken token =
                claims().withEmail("else@example.org", false).forSecret(secret).signedBy(KEY);
        Email given = new Email(subject + "@example.net");

        assertFailure(
                desk.ask(new RegisterExternal(ACME, name, Optional.empty(), Optional.of(secret), token)),
                RegisterFail.class,
                FailCode.BAD_ARGUMENT);
        assertThat(desk.ask(new RegisterExternal(ACME, name, Optional.of(given), Optional.of(secret), token)))
                .isEqualTo(new RegisterSuccess(name));
        assertThat(info((ExternalSession) desk.ask(proof().login())).email()).contains(given);
    }

    @Test
    void makesOneAccountForOnePerson() {
        register();

        assertFailure(desk.ask(proof().registration(desk.newName())), RegisterFail.class, FailCode.LOGIN_TAKEN);
    }

    @Test
    void usesATokenOnce() {
        Proof registration = proof();
        desk.ask(registration.registration(name));
        Proof login = proof();
        desk.ask(login.login());

        for (Proof used : new Proof[] {registration, login}) {
            Reply refused = desk.ask(used.login());
            assertFailure(refused, LoginFail.class, FailCode.BAD_CREDENTIALS);
            assertThat(((Failure) refused).reason()).contains("used before");
            assertFailure(desk.ask(used.link(desk.newTrader())), LinkLoginFail.class, FailCode.BAD_CREDENTIALS);
        }
    }

    /** The token is used up in the transaction of the login: a login that fails leaves it good. */
    @Test
    void usesNoTokenWhereNoSessionBegins() throws SQLException {
        register();
        Proof login = proof();
        database.run("ALTER TABLE session ADD CONSTRAINT none_begins CHECK (FALSE) NOT VALID");
        try {
            assertThatThrownBy(() -> desk.ask(login.login())).hasMessageContaining("none_begins");
        } finally {
            database.run("ALTER TABLE session DROP CONSTRAINT none_begins");
        }

        assertThat(desk.ask(login.login())).isInstanceOf(ExternalSession.class);
    }

    @Test
    void usesATokenOnceThatHasNoNonce() {
        register();
        IdToken token = claims().with("aud", "papertrader-tv").signedBy(KEY);
        LoginExternal login = new LoginExternal(TV, false, Optional.empty(), token);

        assertThat(desk.ask(login)).isInstanceOf(ExternalSession.class);
        assertFailure(desk.ask(login), LoginFail.class, FailCode.BAD_CREDENTIALS);
        assertFailure(
                desk.ask(new LoginExternal(ACME, false, Optional.empty(), token)),
                LoginFail.class,
                FailCode.BAD_CREDENTIALS);
    }

    @Test
    void refusesForgedTokensAndNotesIt() throws SQLException {
        failures.sumUp().await().indefinitely();
        Reply forged = desk.ask(proof(SigningKey.rsa("one")).login());

        assertFailure(forged, LoginFail.class, FailCode.BAD_CREDENTIALS);
        Await.until(() -> Integer.parseInt(
                        database.one("SELECT count(*) FROM audit WHERE act = 'LOGIN_FAILED' AND detail = 'with acme'"))
                > 0);
    }

    @Test
    void findsAKeyThatIsNew() {
        register();
        SigningKey next = SigningKey.rsa("next-" + subject);
        issuer.publish(KEY, next);

        try (TestClock.Later _ = clock.later(Duration.ofSeconds(11))) {
            assertThat(desk.ask(proof(next).login())).isInstanceOf(ExternalSession.class);
        }
    }

    @Test
    void saysThatAThirdPartyIsAway() {
        issuer.answerWith(503);

        try (TestClock.Later _ = clock.later(Duration.ofDays(2))) {
            Reply refused = desk.ask(proof().login());

            assertFailure(refused, LoginFail.class, FailCode.UNAVAILABLE);
            assertThat(((Failure) refused).reason()).contains("acme");
        }
    }

    @Test
    void refusesAThirdPartyThatIsNotSetUp() {
        Proof proof = proof();
        LoginExternal login =
                new LoginExternal(new ProviderName("nobody"), false, Optional.of(proof.secret()), proof.token());

        Reply refused = desk.ask(login);

        assertFailure(refused, LoginFail.class, FailCode.BAD_ARGUMENT);
        assertThat(((Failure) refused).reason()).contains("acme, acme-tv");
    }

    @Test
    void letsNobodyIntoADisabledAccount() {
        register();
        accounts.disable(name, By.master()).await().indefinitely();

        assertFailure(desk.ask(proof().login()), LoginFail.class, FailCode.BAD_CREDENTIALS);
    }

    @Test
    void linksAndUnlinksOnALiveSession() {
        Trader trader = desk.newTrader();

        assertThat(desk.ask(proof().link(trader))).isEqualTo(new LinkChanged(ACME, true));
        assertThat(trader.info().owned().orElseThrow().externalProviders()).containsExactly("acme");
        assertThat(((ExternalSession) desk.ask(proof().login())).username()).isEqualTo(trader.userName());
        assertThat(desk.ask(new UnlinkLogin(trader.session(), ACME))).isEqualTo(new LinkChanged(ACME, false));
        assertFailure(desk.ask(proof().login()), LoginFail.class, FailCode.UNKNOWN_USER);
        assertFailure(desk.ask(new UnlinkLogin(trader.session(), ACME)), LinkLoginFail.class, FailCode.NOT_LINKED);
    }

    @Test
    void linksOnePersonToOneAccount() {
        register();

        assertFailure(desk.ask(proof().link(desk.newTrader())), LinkLoginFail.class, FailCode.LOGIN_TAKEN);
    }

    @Test
    void linksOnePersonOfAThirdPartyToAnAccount() {
        Trader trader = desk.newTrader();
        desk.ask(proof().link(trader));
        subject = "another-" + subject;

        assertFailure(desk.ask(proof().link(trader)), LinkLoginFail.class, FailCode.LOGIN_TAKEN);
    }

    @Test
    void removesNotTheLastWayIn() {
        ExternalSession session = register();

        assertFailure(desk.ask(new UnlinkLogin(session.id(), ACME)), LinkLoginFail.class, FailCode.LAST_LOGIN);
        assertThat(desk.ask(proof().login())).isInstanceOf(ExternalSession.class);
    }

    @Test
    void countsALoginOfAThirdPartyThatIsNoMoreSetUpAsNoWayIn() throws SQLException {
        ExternalSession session = register();
        database.run("""
                INSERT INTO external_login (issuer, subject, provider, account_id, linked_at)
                SELECT 'https://gone.example.org', 'x', 'gone', account_id, now() FROM account WHERE user_name = ?
                """, name.value());

        assertFailure(desk.ask(new UnlinkLogin(session.id(), ACME)), LinkLoginFail.class, FailCode.LAST_LOGIN);
    }

    @Test
    void refusesToLinkWithoutASession() {
        Trader trader = desk.newTrader();
        desk.ask(new Logout(trader.session()));

        assertFailure(desk.ask(proof().link(trader)), LinkLoginFail.class, FailCode.BAD_SESSION);
    }
}
