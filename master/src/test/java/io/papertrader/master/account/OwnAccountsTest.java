package io.papertrader.master.account;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.CareReply.AccountDeleted;
import io.papertrader.codec.message.CareReply.AccountRecordPage;
import io.papertrader.codec.message.CareReply.LoginAddresses;
import io.papertrader.codec.message.CareReply.ProfileSet;
import io.papertrader.codec.message.CareReply.RecordLine;
import io.papertrader.codec.message.CareRequest.DeleteAccount;
import io.papertrader.codec.message.CareRequest.GetAccountRecord;
import io.papertrader.codec.message.CareRequest.GetLoginAddresses;
import io.papertrader.codec.message.CareRequest.SetProfile;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.DeleteFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.trade.LedgerCheck;
import io.papertrader.master.update.Updates;
import io.papertrader.node.socket.AddressBlock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users see to their own accounts. */
@QuarkusTest
class OwnAccountsTest {
    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    Updates updates;

    @Inject
    LedgerCheck ledger;

    @Inject
    TestClock clock;

    private Trader alice;
    private Trader bob;

    @BeforeEach
    void logIn() {
        updates.next();
        alice = desk.newTrader();
        bob = desk.newTrader();
    }

    @Test
    void hidesAnAccountFromOthersAsIfItWereNotThere() {
        UserName nobody = desk.newName();

        assertThat(desk.ask(new SetProfile(alice.session(), false))).isEqualTo(new ProfileSet(false));

        for (Reply reply : asked(bob, alice.userName())) {
            assertFailure(reply, DataFail.class, FailCode.UNKNOWN_USER);
            assertThat(reply.toString())
                    .isIn(asked(bob, nobody).stream()
                            .map(Reply::toString)
                            .map(text -> text.replace(
                                    nobody.value(), alice.userName().value()))
                            .toList());
        }
        assertThat(asked(alice, alice.userName())).noneMatch(DataFail.class::isInstance);
    }

    @Test
    void showsAnAccountAgain() {
        desk.ask(new SetProfile(alice.session(), false));

        desk.ask(new SetProfile(alice.session(), true));

        assertThat(asked(bob, alice.userName())).noneMatch(DataFail.class::isInstance);
        assertThat(record(alice).isPublic()).isTrue();
    }

    private List<Reply> asked(Trader asker, UserName about) {
        return Stream.of(
                        new GetUserInfo(asker.session(), about),
                        new GetUserPortfolio(asker.session(), about),
                        new GetUserTransactionHistory(asker.session(), about))
                .map(desk::ask)
                .toList();
    }

    @Test
    void showsWhatIsWrittenDownAboutOneselfAlone() {
        desk.ask(new SetProfile(alice.session(), false));

        assertThat(record(alice).lines())
                .extracting(RecordLine::act, RecordLine::by)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("PROFILE_SET", "ACCOUNT"),
                        org.assertj.core.groups.Tuple.tuple("LOGGED_IN", "ACCOUNT"),
                        org.assertj.core.groups.Tuple.tuple("REGISTERED", "ACCOUNT"));
        assertThat(record(bob).lines()).hasSize(2);
    }

    @Test
    void turnsThePagesOfARecord() {
        for (int times = 0; times < AccountRecordPage.PAGE; times++) {
            desk.ask(new SetProfile(alice.session(), times % 2 == 0));
        }

        AccountRecordPage first = record(alice);
        AccountRecordPage second = (AccountRecordPage)
                desk.ask(new GetAccountRecord(alice.session(), first.next().orElseThrow()));

        assertThat(first.lines()).hasSize(AccountRecordPage.PAGE);
        assertThat(second.lines()).extracting(RecordLine::act).containsExactly("LOGGED_IN", "REGISTERED");
        assertThat(second.next()).isEmpty();
        assertFailure(
                desk.ask(new GetAccountRecord(alice.session(), new Cursor("yesterday"))),
                DataFail.class,
                FailCode.BAD_ARGUMENT);
    }

    @Test
    void tellsTheAddressesThatOneIsKnownAt() {
        String address = AddressBlock.of(Desk.address(alice.userName()).value().orElseThrow())
                .toString();

        LoginAddresses known = (LoginAddresses) desk.ask(new GetLoginAddresses(alice.session()));

        assertThat(known.addresses())
                .singleElement()
                .satisfies(only -> assertThat(only.address()).isEqualTo(address));
    }

    private AccountRecordPage record(Trader trader) {
        return (AccountRecordPage) desk.ask(new GetAccountRecord(trader.session(), Cursor.START));
    }

    @Test
    void deletesAnAccountAndFreesItsNameAndEmail() throws Exception {
        alice.place(alice.purchase("AAPL", "2"));
        updates.next();
        String account = database.one(
                "SELECT account_id FROM account WHERE user_name = ?",
                alice.userName().value());
        String cash = database.one("SELECT cash FROM portfolio WHERE account_id = ?::bigint", account);

        assertThat(desk.ask(delete("secret"))).isEqualTo(new AccountDeleted());

        assertThat(desk.ask(new VerifySession(alice.session()))).isNotInstanceOf(VerifiedSession.class);
        assertFailure(desk.ask(Desk.login(alice.userName())), LoginFail.class, FailCode.BAD_CREDENTIALS);
        assertFailure(
                desk.ask(new GetUserInfo(bob.session(), alice.userName())), DataFail.class, FailCode.UNKNOWN_USER);
        assertThat(database.column("SELECT 1 FROM account WHERE account::text ILIKE ?", "%" + alice.userName() + "%"))
                .isEmpty();
        assertThat(database.one("SELECT cash FROM portfolio WHERE account_id = ?::bigint", account))
                .isEqualTo(cash);
        assertThat(database.column("SELECT 1 FROM transaction WHERE portfolio_id = ?::bigint", account))
                .hasSize(1);
        assertThat(database.column("SELECT block FROM known_address WHERE account_id = ?::bigint", account))
                .isEmpty();
        assertThat(ledger.run().await().indefinitely().clean()).isTrue();

        assertThat(desk.ask(Desk.registration(alice.userName()))).isEqualTo(new RegisterSuccess(alice.userName()));
        Trader next =
                new Trader(desk, alice.userName(), desk.logIn(alice.userName()).id());
        assertThat(next.history()).isEmpty();
        assertThat(record(next).lines()).hasSize(2);
    }

    /** Orders that the market still holds in memory or looks up again belong to no name that anybody could have. */
    @Test
    void clearsOnBesideDeletedAccounts() {
        alice.place(alice.purchase("AAPL", "2"));
        updates.next();
        desk.ask(delete("secret"));

        bob.place(bob.purchase("AAPL", "1"));
        updates.next();

        assertThat(bob.holding("AAPL")).isNotNull();
    }

    @Test
    void keepsAnAccountWithOpenOrders() {
        alice.place(alice.purchase("AAPL", "2"));

        assertFailure(desk.ask(delete("secret")), DeleteFail.class, FailCode.TOO_MANY_OPEN_ORDERS);

        assertThat(alice.info()).isInstanceOf(UserInfo.class);
    }

    @Test
    void keepsAnAccountWhosePasswordIsNotKnown() {
        assertFailure(desk.ask(delete("wrong")), DeleteFail.class, FailCode.BAD_CREDENTIALS);
        assertFailure(
                desk.ask(new DeleteAccount(alice.session(), Optional.empty())),
                DeleteFail.class,
                FailCode.BAD_CREDENTIALS);

        assertThat(desk.logIn(alice.userName())).isNotNull();
    }

    @Test
    void asksForAFreshLoginWhereThereIsNoPassword() throws SQLException {
        database.run(
                "UPDATE account SET pass_hash = NULL WHERE user_name = ?",
                alice.userName().value());
        DeleteAccount request = new DeleteAccount(alice.session(), Optional.empty());

        try (TestClock.Later _ = clock.later(Duration.ofMinutes(11))) {
            assertFailure(desk.ask(request), DeleteFail.class, FailCode.BAD_CREDENTIALS);
        }
        assertThat(desk.ask(request)).isEqualTo(new AccountDeleted());
    }

    @Test
    void keepsTheNamesOfDeletedAccountsFromEverybody() {
        UserName reserved = new UserName("Deleted.0123456789abcdef");
        Register register =
                new Register(reserved, Desk.registration(desk.newName()).email(), Desk.pass("secret"));

        assertFailure(desk.ask(register), RegisterFail.class, FailCode.USERNAME_TAKEN);
    }

    private DeleteAccount delete(String password) {
        return new DeleteAccount(alice.session(), Optional.of(Desk.pass(password)));
    }
}
