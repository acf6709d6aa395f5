package io.papertrader.master.session;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.CareRequest.DeleteAccount;
import io.papertrader.codec.message.CareRequest.EndSession;
import io.papertrader.codec.message.CareRequest.GetAccountRecord;
import io.papertrader.codec.message.CareRequest.GetLoginAddresses;
import io.papertrader.codec.message.CareRequest.ListSessions;
import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.CareRequest.SetProfile;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ExternalLoginRequest.LinkLogin;
import io.papertrader.codec.message.ExternalLoginRequest.UnlinkLogin;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.AccountChangeFail;
import io.papertrader.codec.message.Failure.CancelFail;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.DeleteFail;
import io.papertrader.codec.message.Failure.EndFail;
import io.papertrader.codec.message.Failure.LinkLoginFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.LogoutFail;
import io.papertrader.codec.message.Failure.PlaceFail;
import io.papertrader.codec.message.Failure.ProfileFail;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.Failure.SellFail;
import io.papertrader.codec.message.Failure.StateSwitchFail;
import io.papertrader.codec.message.IdToken;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordRequest.ChangeEmail;
import io.papertrader.codec.message.PasswordRequest.ConfirmEmail;
import io.papertrader.codec.message.PasswordRequest.SetPassword;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.SessionReply.LogoutSuccess;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeRequest.CancelOrder;
import io.papertrader.codec.message.TradeRequest.GetCorporateActions;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolioPage;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.message.TradeRequest.SellAsset;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.account.Accounts;
import io.papertrader.master.audit.By;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class SessionTest {
    private static final SessionId UNKNOWN = SessionId.of(new byte[SessionId.BYTES]);

    private static final TransactionId ORDER = new TransactionId(new UUID(1, 1));

    private static final ProviderName THIRD_PARTY = new ProviderName("google");

    /** The fail return that belongs to each instruction with a session. */
    private static final Map<Instruction, Class<? extends Failure>> FAILURES = Map.ofEntries(
            Map.entry(Instruction.LOGIN_SESSION, LoginFail.class),
            Map.entry(Instruction.SWITCH_STATE, StateSwitchFail.class),
            Map.entry(Instruction.LOGOUT, LogoutFail.class),
            Map.entry(Instruction.PURCHASE_ASSET, PurchaseFail.class),
            Map.entry(Instruction.SELL_ASSET, SellFail.class),
            Map.entry(Instruction.PLACE_ORDER, PlaceFail.class),
            Map.entry(Instruction.CANCEL_ORDER, CancelFail.class),
            Map.entry(Instruction.VERIFY_SESSION, DataFail.class),
            Map.entry(Instruction.GET_USER_INFO, DataFail.class),
            Map.entry(Instruction.GET_USER_PORTFOLIO, DataFail.class),
            Map.entry(Instruction.GET_USER_TRANSACTION_HISTORY, DataFail.class),
            Map.entry(Instruction.GET_USER_PORTFOLIO_PAGE, DataFail.class),
            Map.entry(Instruction.GET_USER_TRANSACTION_HISTORY_PAGE, DataFail.class),
            Map.entry(Instruction.LINK_LOGIN, LinkLoginFail.class),
            Map.entry(Instruction.UNLINK_LOGIN, LinkLoginFail.class),
            Map.entry(Instruction.SET_PASSWORD, AccountChangeFail.class),
            Map.entry(Instruction.CHANGE_EMAIL, AccountChangeFail.class),
            Map.entry(Instruction.CONFIRM_EMAIL, AccountChangeFail.class),
            Map.entry(Instruction.REMEMBER_DEVICE, AccountChangeFail.class),
            Map.entry(Instruction.LIST_SESSIONS, DataFail.class),
            Map.entry(Instruction.END_SESSION, EndFail.class),
            Map.entry(Instruction.SET_PROFILE, ProfileFail.class),
            Map.entry(Instruction.DELETE_ACCOUNT, DeleteFail.class),
            Map.entry(Instruction.GET_ACCOUNT_RECORD, DataFail.class),
            Map.entry(Instruction.GET_LOGIN_ADDRESSES, DataFail.class),
            Map.entry(Instruction.GET_CORPORATE_ACTIONS, DataFail.class),
            Map.entry(Instruction.RESUME, DataFail.class));

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    SessionKeys keys;

    @Inject
    Pool pool;

    @Inject
    Accounts accounts;

    @Inject
    Sessions sessions;

    @Inject
    RevokedSessions revoked;

    @Inject
    TestClock clock;

    private Trader trader;

    @BeforeEach
    void logIn() {
        trader = desk.newTrader();
    }

    /** Every instruction that carries a session, for this session. */
    static Stream<BiFunction<SessionId, UserName, Request>> withSession() {
        return Stream.of(
                (session, user) -> new LoginSession(session),
                (session, user) -> new SwitchState(session, ConnectionState.DATA_TRANSFER),
                (session, user) -> new Logout(session),
                (session, user) -> new VerifySession(session),
                (session, user) -> new PurchaseAsset(session, new AssetSymbol("AAPL"), Quantity.of("1")),
                (session, user) -> new SellAsset(session, new AssetSymbol("AAPL"), Quantity.of("1")),
                (session, user) -> new PlaceOrder(
                        session, ORDER, Side.BUY, new AssetSymbol("AAPL"), Quantity.of("1"), Instant.EPOCH),
                (session, user) -> new CancelOrder(session, ORDER),
                GetUserInfo::new,
                GetUserPortfolio::new,
                GetUserTransactionHistory::new,
                (session, user) -> new GetUserPortfolioPage(session, user, Cursor.START),
                (session, user) -> new GetUserTransactionHistoryPage(session, user, Cursor.START),
                (session, user) -> new LinkLogin(session, THIRD_PARTY, Optional.empty(), new IdToken("e30.e30.")),
                (session, user) -> new UnlinkLogin(session, THIRD_PARTY),
                (session, user) -> new SetPassword(session, Optional.empty(), Desk.pass("other")),
                (session, user) -> new ChangeEmail(session, Desk.pass("secret"), new Email("other@example.org")),
                (session, user) -> new ConfirmEmail(session, OneTimeToken.make(new SecureRandom())),
                (session, user) -> new ListSessions(session, Cursor.START),
                (session, user) -> new EndSession(session, SessionName.ALL_OTHERS),
                (session, user) -> new SetProfile(session, true),
                (session, user) -> new DeleteAccount(session, Optional.of(Desk.pass("secret"))),
                (session, user) -> new GetAccountRecord(session, Cursor.START),
                (session, user) -> new RememberDevice(session, Optional.empty()),
                (session, user) -> new GetLoginAddresses(session),
                (session, user) -> new GetCorporateActions(session, 0),
                (session, user) -> new Resume(session, 0));
    }

    @Test
    void everyInstructionWithASessionIsTriedHere() {
        assertThat(FAILURES.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Instruction.values())
                        .filter(row -> row.session() == Instruction.Session.IN_MESSAGE)
                        .toList());
        assertThat(withSession().map(request -> Instruction.of(request.apply(UNKNOWN, trader.userName()))))
                .containsExactlyInAnyOrderElementsOf(FAILURES.keySet());
    }

    @ParameterizedTest
    @MethodSource("withSession")
    void refusesSessionThatCarriesTheCheckButWasNeverMade(BiFunction<SessionId, UserName, Request> request) {
        assertBadSession(request.apply(keys.seal().make(new SecureRandom()), trader.userName()));
    }

    @Test
    void makesOneKeyForAllMastersOfADatabase() {
        SessionKeys standby = new SessionKeys(pool, new SecureRandom());

        standby.load().await().indefinitely();

        assertThat(standby.key()).isEqualTo(keys.key());
        assertThat(standby.seal().isGenuine(trader.session())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("withSession")
    void refusesUnknownSession(BiFunction<SessionId, UserName, Request> request) {
        assertBadSession(request.apply(UNKNOWN, trader.userName()));
    }

    @ParameterizedTest
    @MethodSource("withSession")
    void refusesExpiredSession(BiFunction<SessionId, UserName, Request> request) {
        // Once verified, so that it is kept in memory too.
        desk.ask(new VerifySession(trader.session()));

        try (TestClock.Later _ = clock.later(Duration.ofDays(30).plusSeconds(1))) {
            assertBadSession(request.apply(trader.session(), trader.userName()));
        }
    }

    @ParameterizedTest
    @MethodSource("withSession")
    void refusesEndedSession(BiFunction<SessionId, UserName, Request> request) {
        desk.ask(new VerifySession(trader.session()));
        desk.ask(new Logout(trader.session()));

        assertBadSession(request.apply(trader.session(), trader.userName()));
    }

    @ParameterizedTest
    @MethodSource("withSession")
    void refusesSessionOfDisabledAccount(BiFunction<SessionId, UserName, Request> request) {
        desk.ask(new VerifySession(trader.session()));
        accounts.disable(trader.userName(), By.master()).await().indefinitely();

        assertBadSession(request.apply(trader.session(), trader.userName()));
    }

    private void assertBadSession(Request request) {
        assertFailure(desk.ask(request), FAILURES.get(Instruction.of(request)), FailCode.BAD_SESSION);
    }

    @Test
    void storesTheHashAlone() throws SQLException {
        String hash = trader.session().hash().value();

        assertThat(database.one("SELECT account_id FROM session WHERE encode(session_hash, 'hex') = ?", hash))
                .isEqualTo(database.one(
                        "SELECT account_id FROM account WHERE user_name = ?",
                        trader.userName().value()));
        assertThat(database.column(
                        "SELECT session::text FROM session WHERE session::text LIKE ?",
                        "%" + trader.session().value() + "%"))
                .isEmpty();
        assertThat(hash).isEqualTo(sha256(trader.session().value()));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void livesThirtyDaysWhereItOutlivesTheConnection() {
        SessionStarted started = logIn(false);

        assertThat(started.expiry()).isBetween(in(Duration.ofDays(30).minusMinutes(1)), in(Duration.ofDays(30)));
        try (TestClock.Later _ = clock.later(Duration.ofDays(30).minusMinutes(1))) {
            assertThat(desk.ask(new VerifySession(started.id()))).isInstanceOf(VerifiedSession.class);
        }
    }

    @Test
    void livesADayAtMostWhereItEndsWithTheConnection() {
        SessionStarted started = logIn(true);

        assertThat(started.expiry()).isBetween(in(Duration.ofDays(1).minusMinutes(1)), in(Duration.ofDays(1)));
        try (TestClock.Later _ = clock.later(Duration.ofDays(1).plusSeconds(1))) {
            assertFailure(desk.ask(new VerifySession(started.id())), DataFail.class, FailCode.BAD_SESSION);
        }
    }

    private SessionStarted logIn(boolean isExpirable) {
        return (SessionStarted) desk.ask(new Login(trader.userName(), Desk.pass("secret"), isExpirable));
    }

    private Instant in(Duration duration) {
        return desk.now().plus(duration);
    }

    @Test
    void resumesTheSameSessionWithTheSameEnd() {
        SessionStarted started = logIn(false);

        try (TestClock.Later _ = clock.later(Duration.ofDays(3))) {
            assertThat(desk.ask(new LoginSession(started.id()))).isEqualTo(started);
        }
    }

    @Test
    void vouchesForEitherState() {
        for (ConnectionState state : ConnectionState.values()) {
            assertThat(desk.ask(new SwitchState(trader.session(), state))).isEqualTo(new StateSwitchSuccess(state));
        }
    }

    @Test
    void logoutEndsThatSessionAndNoOther() {
        SessionStarted other = logIn(false);

        assertThat(desk.ask(new Logout(trader.session()))).isEqualTo(new LogoutSuccess());

        assertThat(desk.ask(new VerifySession(other.id()))).isInstanceOf(VerifiedSession.class);
        assertFailure(desk.ask(new Logout(trader.session())), LogoutFail.class, FailCode.BAD_SESSION);
    }

    @Test
    void tellsWorkersOfEachEndOnce() {
        SessionHash hash = trader.session().hash();

        desk.ask(new Logout(trader.session()));
        desk.ask(new Logout(trader.session()));

        assertThat(revoked.all()).filteredOn(hash::equals).hasSize(1);
    }

    @Test
    void tellsWorkersOfAllSessionsOfADisabledAccount() {
        SessionStarted other = logIn(true);

        accounts.disable(trader.userName(), By.master()).await().indefinitely();

        assertThat(revoked.all()).contains(trader.session().hash(), other.id().hash());
    }

    @Test
    void sessionsEndedByDisablingStayEndedWhenTheAccountIsEnabled() {
        accounts.disable(trader.userName(), By.master()).await().indefinitely();

        accounts.enable(trader.userName(), By.master()).await().indefinitely();

        assertFailure(desk.ask(new VerifySession(trader.session())), DataFail.class, FailCode.BAD_SESSION);
    }

    @Test
    void deletesExpiredSessionsAndKeepsTheOthers() throws SQLException {
        SessionStarted brief = logIn(true);

        try (TestClock.Later _ = clock.later(Duration.ofDays(2))) {
            sessions.deleteExpired().await().indefinitely();
        }

        assertThat(isStored(brief.id())).isFalse();
        assertThat(isStored(trader.session())).isTrue();
    }

    private boolean isStored(SessionId id) throws SQLException {
        return !database.column(
                        "SELECT 1 FROM session WHERE encode(session_hash, 'hex') = ?",
                        id.hash().value())
                .isEmpty();
    }
}
