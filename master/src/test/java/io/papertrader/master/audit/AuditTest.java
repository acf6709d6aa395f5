package io.papertrader.master.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.CareReply.AccountRecordPage;
import io.papertrader.codec.message.CareReply.RecordLine;
import io.papertrader.codec.message.CareRequest.GetAccountRecord;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.account.Accounts;
import io.papertrader.master.leadership.Statement;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The entries of the audit trail after each act. */
@QuarkusTest
class AuditTest {
    private static final String WORKER = Desk.WORKER.toString();
    private static final Party NOBODY = new Party.Nobody();

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    Accounts accounts;

    @Inject
    Audit audit;

    @Inject
    FailureSums failures;

    @Inject
    Pool pool;

    @Inject
    InstantSource time;

    /** The rows of the minute are this test's own. */
    @BeforeEach
    void beginAMinute() {
        failures.sumUp().await().indefinitely();
    }

    @Test
    void saysWhoRegisteredLoggedInAndOut() throws Exception {
        Trader trader = desk.newTrader();

        desk.ask(new Logout(trader.session()));

        assertThat(entries(
                        trader.userName(), "actor_account = subject_account, act, worker_uuid, client_address IS NULL"))
                .containsExactly(
                        "(t,REGISTERED," + WORKER + ",f)",
                        "(t,LOGGED_IN," + WORKER + ",f)",
                        "(t,LOGGED_OUT," + WORKER + ",f)");
    }

    @Test
    void hasNoEntryOfWhatDidNothing() throws Exception {
        Trader trader = desk.newTrader();
        desk.ask(new Logout(trader.session()));

        desk.ask(new Logout(trader.session()));
        desk.ask(Desk.registration(trader.userName()));

        assertThat(entries(trader.userName(), "act")).containsExactly("(REGISTERED)", "(LOGGED_IN)", "(LOGGED_OUT)");
    }

    @Test
    void saysWhatAnOperatorDidAndHowManySessionsEnded() throws Exception {
        Trader trader = desk.newTrader();
        desk.logIn(trader.userName());
        By by = By.operator("carol", "192.0.2.99");

        accounts.disable(trader.userName(), by).await().indefinitely();
        accounts.enable(trader.userName(), by).await().indefinitely();

        assertThat(entries(trader.userName(), "act, actor_kind, actor_name, client_address, times"))
                .endsWith(
                        "(ACCOUNT_DISABLED,OPERATOR,carol,192.0.2.99,1)",
                        "(SESSIONS_ENDED,OPERATOR,carol,192.0.2.99,2)",
                        "(ACCOUNT_ENABLED,OPERATOR,carol,192.0.2.99,1)");
    }

    @Test
    void writesTheFirstFailureAtOnceAndSumsUpThoseBehindIt() throws Exception {
        UserName name = desk.newName();
        desk.ask(Desk.registration(name));
        Login wrong = new Login(name, Desk.pass("wrong"), false);

        for (int tries = 0; tries < 3; tries++) {
            desk.ask(wrong);
        }

        Await.until(() -> failed(name).equals(List.of("(1,NOBODY)")));
        failures.sumUp().await().indefinitely();
        assertThat(failed(name)).containsExactly("(1,NOBODY)", "(2,NOBODY)");
    }

    /** Whoever runs the network, and the owner, see who was held back at her account and from where. */
    @Test
    void namesTheAccountThatGuessersAreHeldBackAt() throws Exception {
        Trader trader = desk.newTrader();
        Login wrong = new Login(trader.userName(), Desk.pass("wrong"), false);
        for (int tries = 0; tries < 4; tries++) {
            desk.ask(wrong);
        }

        Await.until(() -> entries(trader.userName(), "act, actor_kind, client_address IS NULL")
                .contains("(LOGIN_LOCKED_OUT,NOBODY,f)"));
        AccountRecordPage record = (AccountRecordPage) desk.ask(new GetAccountRecord(trader.session(), Cursor.START));
        assertThat(record.lines()).extracting(RecordLine::act).contains("LOGIN_FAILED", "LOGIN_LOCKED_OUT");
    }

    @Test
    void namesNobodyWhereGuessersAreHeldBackAtANameThatIsNobodys() throws Exception {
        Login wrong = new Login(desk.newName(), Desk.pass("wrong"), false);
        for (int tries = 0; tries < 4; tries++) {
            desk.ask(wrong);
        }

        Await.until(
                () -> !database.column("SELECT 1 FROM audit WHERE act = 'LOGIN_LOCKED_OUT' AND subject_account IS NULL"
                                + " AND subject_kind = 'NOBODY'")
                        .isEmpty());
    }

    @Test
    void writesFewRowsWhereThousandsFailAndNamesTheAccountThatWasTriedMost() throws Exception {
        Trader trader = desk.newTrader();
        Party account = new Party.Account(Long.parseLong(database.one(
                "SELECT account_id FROM account WHERE user_name = ?",
                trader.userName().value())));
        FailureSums minute = new FailureSums(pool, time);
        int guesses = 3_000;

        for (int at = 0; at < guesses; at++) {
            minute.add(AuditEntry.of(Act.LOGIN_LOCKED_OUT, By.stranger(address(at)), account));
        }

        minute.sumUp().await().indefinitely();
        Await.until(() -> lockOuts(trader, "sum(times)").equals(List.of(String.valueOf(guesses))));
        assertThat(lockOuts(trader, "count(*)")).containsExactly(String.valueOf(FailedTries.ACCOUNTS + 1));
        assertThat(lockOuts(trader, "max(times)")).containsExactly(String.valueOf(guesses - FailedTries.ACCOUNTS));
    }

    private static String address(int number) {
        return "10.0." + number / 256 + "." + number % 256;
    }

    private List<String> lockOuts(Trader trader, String columns) throws SQLException {
        return database.column(
                "SELECT " + columns + " FROM audit JOIN account ON account_id = subject_account"
                        + " WHERE user_name = ? AND act = 'LOGIN_LOCKED_OUT'",
                trader.userName().value());
    }

    /** Strangers who guess passwords hide no operator who is refused. */
    @Test
    void writesOfEachActAtOnceWhateverElseFails() throws Exception {
        FailureSums minute = new FailureSums(pool, time);
        for (int at = 0; at < FailedTries.MOST_KINDS; at++) {
            minute.add(AuditEntry.of(Act.LOGIN_FAILED, By.stranger(address(at)), NOBODY));
        }

        minute.add(AuditEntry.of(Act.OPERATOR_REFUSED, By.stranger("10.1.0.1"), NOBODY));

        Await.until(() -> database.column(
                        "SELECT 1 FROM audit WHERE act = 'OPERATOR_REFUSED' AND client_address = '10.1.0.1'")
                .equals(List.of("1")));
    }

    @Test
    void takesNoEntryBackAndEditsNone() {
        desk.newTrader();

        for (String edit : List.of("UPDATE audit SET detail = ''", "DELETE FROM audit", "TRUNCATE audit")) {
            assertThatThrownBy(() -> database.run(edit))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("never edited");
        }
    }

    /** The act and its entry are one: what is undone has no entry, and without its entry nothing is done. */
    @Test
    void undoesTheActWhereItsEntryCannotBeWritten() throws Exception {
        Trader trader = desk.newTrader();
        Statement act = new Statement(
                "UPDATE account SET is_enabled = FALSE WHERE user_name = $1 RETURNING account_id",
                Tuple.of(trader.userName().value()));
        AuditEntry impossible = AuditEntry.of(Act.ACCOUNT_DISABLED, By.master(), new Party.Account(Long.MAX_VALUE));

        assertThatThrownBy(() ->
                        Audit.send(pool, audit.noting(act, impossible)).await().indefinitely())
                .hasMessageContaining("audit_subject_account_fkey");

        assertThat(desk.logIn(trader.userName())).isNotNull();
    }

    private List<String> failed(UserName name) throws SQLException {
        return database.column(
                "SELECT ROW(times, actor_kind) FROM audit JOIN account ON account_id = subject_account"
                        + " WHERE user_name = ? AND act = 'LOGIN_FAILED' ORDER BY audit_id",
                name.value());
    }

    private List<String> entries(UserName name, String columns) throws SQLException {
        return database.column(
                "SELECT ROW(" + columns + ") FROM audit JOIN account ON account_id = subject_account"
                        + " WHERE user_name = ? ORDER BY audit_id",
                name.value());
    }
}
