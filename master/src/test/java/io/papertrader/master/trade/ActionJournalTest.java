package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.ActionKind;
import io.papertrader.codec.message.CareRequest.DeleteAccount;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.ActionsApplied;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.PortfolioAction.Shares;
import io.papertrader.codec.message.TradeReply.ActionPage;
import io.papertrader.codec.message.TradeRequest.GetCorporateActions;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Corporate actions on a real Postgres: carried out once, whatever dies meanwhile, and found again by the ledger's
 * check.
 */
@QuarkusTest
class ActionJournalTest {
    private static final int MANY = 1_001;
    private static final List<String> TABLES =
            List.of("corporate_action", "action_part", "last_order", "transaction", "portfolio", "holding");

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    @Inject
    Leadership leadership;

    @Inject
    Sequencer sequencer;

    @Inject
    Told told;

    @Inject
    TornJournal torn;

    /** The pushes to workers. */
    @ApplicationScoped
    static class Told {
        private final List<ActionsApplied.Of> heard = new CopyOnWriteArrayList<>();

        void hear(@Observes LinkEvent event) {
            if (event instanceof ActionsApplied applied) {
                heard.addAll(applied.actions());
            }
        }

        void clear() {
            heard.clear();
        }

        List<PortfolioAction> of(UserName user) {
            return heard.stream()
                    .filter(each -> each.username().equals(user))
                    .map(ActionsApplied.Of::action)
                    .toList();
        }
    }

    @BeforeEach
    void bringValues() {
        updates.next();
    }

    @Test
    void splitIsCarriedOutOnceAndEndsOpenOrders() {
        Trader trader = holding("IBM", "10");
        Money cash = trader.funds().cash();
        TransactionId sale = trader.place(trader.sale("IBM", "4"));
        CorporateAction split = action("IBM", new Change.Split(ShareRatio.of("1/3")));

        assertThat(carryOut(split)).isInstanceOf(MarketEvent.ActionAnnounced.class);
        assertThat(carryOut(split)).isInstanceOf(MarketEvent.DoneBefore.class);

        assertThat(trader.holding("IBM").quantity()).isEqualTo(Quantity.of("3.33333333"));
        assertThat(trader.funds().cash().minus(cash).units()).isPositive();
        assertThat(trader.transaction(sale).state()).isEqualTo(TransactionState.REJECTED);
        assertThat(trader.transaction(sale).owned().orElseThrow().reason()).contains("split");
        assertThat(((Failure) trader.buy("IBM", "1")).code()).isEqualTo(FailCode.MARKET_DATA_STALE);
        updates.next();
        assertThat(trader.buy("IBM", "1")).isNotInstanceOf(Failure.class);
        assertThat(faults()).isEmpty();
    }

    /** A master that begins anew knows the action, and what has had no value since. */
    @Test
    void isKnownBehindATakeover() {
        Trader trader = holding("GE", "10");
        CorporateAction split = action("GE", new Change.Split(ShareRatio.of("2")));
        carryOut(split);

        takeOver();

        assertThat(carryOut(split)).isInstanceOf(MarketEvent.DoneBefore.class);
        assertThat(trader.holding("GE").quantity()).isEqualTo(Quantity.of("20"));
        assertThat(((Failure) trader.buy("GE", "1")).code()).isEqualTo(FailCode.MARKET_DATA_STALE);
    }

    /** 100 KO over 2014-06-12, and AAPL's of 2020-08-07. */
    @ParameterizedTest
    @CsvSource({"KO, 100, 0.305, 30.5", "AAPL, 10, 0.82, 8.2"})
    void dividendIsPaidOnce(String symbol, String held, String perShare, String paid) {
        Trader trader = holding(symbol, held);
        Money cash = trader.funds().cash();
        CorporateAction dividend = action(symbol, new Change.Dividend(Money.of(perShare)));

        carryOut(dividend);
        carryOut(dividend);

        assertThat(trader.funds().cash().minus(cash)).hasToString(paid);
        assertThat(faults()).isEmpty();
    }

    @Test
    void ownerReadsAndHearsWhatAnActionDid() {
        Trader trader = holding("INTC", "10");
        told.clear();
        carryOut(action("INTC", new Change.Split(ShareRatio.of("3"))));
        carryOut(action("INTC", new Change.Dividend(Money.of("0.2"))));

        ActionPage all = (ActionPage) desk.ask(new GetCorporateActions(trader.session(), 0));

        assertThat(all.actions())
                .extracting(PortfolioAction::kind)
                .containsExactly(ActionKind.SPLIT, ActionKind.DIVIDEND);
        assertThat(all.actions().getFirst().to()).isEqualTo(new Shares(Quantity.of("30"), new AssetSymbol("INTC")));
        assertThat(all.actions().getLast().booked().cash()).hasToString("6");
        assertThat(all.latest()).isEqualTo(all.actions().getLast().number());
        assertThat(desk.ask(new GetCorporateActions(
                        trader.session(), all.actions().getFirst().number())))
                .isEqualTo(new ActionPage(List.of(all.actions().getLast()), all.latest(), false));
        assertThat(told.of(trader.userName())).isEqualTo(all.actions());
    }

    /**
     * The holdings of an account stay when it is deleted, and an action that could not come to them would never end.
     */
    @Test
    void comesToWhatADeletedAccountLeft() throws SQLException {
        Trader trader = holding("DIS", "10");
        String portfolio = database.one(
                "SELECT account_id FROM account WHERE user_name = ?",
                trader.userName().value());
        desk.ask(new DeleteAccount(trader.session(), Optional.of(Desk.pass("secret"))));

        carryOut(action("DIS", new Change.Split(ShareRatio.of("2"))));

        assertThat(database.one(
                        "SELECT given::INTEGER FROM action_part WHERE portfolio_id = ?", Long.valueOf(portfolio)))
                .isEqualTo("20");
        assertThat(faults()).isEmpty();
    }

    @Test
    void otherSymbolTakesWhatIsHeldOver() {
        Trader trader = holding("JNJ", "10");
        Money cost = trader.holding("JNJ").averageCost();

        carryOut(action("JNJ", new Change.Renaming(new AssetSymbol("MMM"))));

        assertThat(trader.funds().holdings()).hasSize(1);
        assertThat(trader.holding("MMM").quantity()).isEqualTo(Quantity.of("10"));
        assertThat(trader.holding("MMM").averageCost()).isEqualTo(cost);
        assertThat(trader.place(trader.sale("MMM", "10"))).isNotNull();
        assertThat(faults()).isEmpty();
    }

    /** A sale before it, another holding of the same shares, and a sale behind it: the cost is of them all. */
    @Test
    void ledgerCheckComputesTheCostOverActions() throws SQLException {
        Trader trader = holding("XOM", "7");
        trader.place(trader.purchase("WMT", "3"));
        trader.place(trader.sale("XOM", "2"));
        updates.next();
        carryOut(action("XOM", new Change.Split(ShareRatio.of("7/3"))));
        carryOut(action("XOM", new Change.Renaming(new AssetSymbol("WMT"))));
        updates.next();
        trader.place(trader.sale("WMT", "1.23456789"));
        updates.next();
        assertThat(faults()).isEmpty();

        torn.change("holding", "cost = cost * 2", trader);

        try {
            assertThat(faults()).anySatisfy(fault -> assertThat(fault).contains("its WMT cost"));
        } finally {
            torn.change("holding", "cost = cost / 2", trader);
        }
        assertThat(faults()).isEmpty();
    }

    @Test
    void delistedSharesArePaidOut() {
        Trader trader = holding("HD", "10");
        TransactionId sale = trader.place(trader.sale("HD", "4"));
        Money cash = trader.funds().cash();

        carryOut(action("HD", new Change.Delisting(Optional.of(Money.of("2.5")))));

        assertThat(trader.funds().holdings()).isEmpty();
        assertThat(trader.funds().cash().minus(cash)).hasToString("25");
        assertThat(trader.transaction(sale).owned().orElseThrow().reason()).contains("not traded");
        assertThat(faults()).isEmpty();
    }

    /**
     * A statement that fails or a connection that ends at each step in turn: a master goes on where the last one
     * stopped.
     */
    @ParameterizedTest
    @ValueSource(strings = {"fail", "kill"})
    void everybodyHasTheirPartOnceThoughItDiesAtAnyStep(String how) throws SQLException {
        List<Trader> traders =
                Stream.generate(() -> holding("CSCO", "8")).limit(3).toList();
        plantCrashes();
        try {
            int step = 0;
            Quantity expected = Quantity.of("8");
            boolean hasCrashed;
            do {
                CorporateAction split = action("CSCO", new Change.Split(ShareRatio.of(step % 2 == 0 ? "2" : "1/2")));
                expected = Quantity.of(step % 2 == 0 ? "16" : "8");
                crashAt(++step, how);
                tryToCarryOut(split);
                hasCrashed = hasCrashed(step);
                crashAt(0, how);
                leadAgain();
                carryOut(split);

                for (Trader trader : traders) {
                    assertThat(trader.holding("CSCO").quantity())
                            .as("step %d", step)
                            .isEqualTo(expected);
                }
                assertThat(faults()).as("step %d", step).isEmpty();
            } while (hasCrashed);

            assertThat(step).isGreaterThan(8);
        } finally {
            database.run("DROP FUNCTION action_crash CASCADE");
            database.run("DROP TABLE action_crash_at");
        }
    }

    /**
     * It cannot be read when a split and a dividend come; it has both when it can be, once, and before its next order.
     */
    @Test
    void portfolioThatCouldNotBeReadHasWhatItMissed() throws SQLException {
        Trader broken = holding("MCD", "10");
        Trader other = holding("MCD", "10");
        Money cash = broken.funds().cash();
        broken.place(broken.sale("MCD", "1"));
        torn.change("portfolio", "currency = 'no currency'", broken);
        try {
            takeOver();
            carryOut(action("MCD", new Change.Split(ShareRatio.of("2"))));
            takeOver();
            carryOut(action("MCD", new Change.Dividend(Money.of("0.5"))));
            assertThat(other.holding("MCD").quantity()).isEqualTo(Quantity.of("20"));
            assertThat(faults()).isEmpty();
            assertThat(outstanding(broken)).hasSize(2);
        } finally {
            torn.change("portfolio", "currency = 'USD'", broken);
        }

        takeOver();
        updates.next();
        broken.place(broken.sale("MCD", "20"));

        assertThat(broken.holding("MCD").quantity()).isEqualTo(Quantity.of("20"));
        assertThat(broken.funds().cash().minus(cash)).hasToString("10");
        assertThat(faults()).isEmpty();
        takeOver();
        updates.next();
        assertThat(broken.funds().holdings()).isEmpty();
        assertThat(faults()).isEmpty();
    }

    /** Behind the next clearing, whether it has orders or not. */
    @Test
    void portfolioThatCanBeReadAgainHasWhatItMissedThoughItsOwnerDoesNotCome() throws SQLException {
        Trader broken = holding("VZ", "10");
        Money cash = broken.funds().cash();
        torn.change("portfolio", "currency = 'no currency'", broken);
        try {
            takeOver();
            carryOut(action("VZ", new Change.Dividend(Money.of("0.5"))));
            updates.next();
            assertThat(outstanding(broken)).hasSize(1);
        } finally {
            torn.change("portfolio", "currency = 'USD'", broken);
        }
        assertThat(broken.funds().cash()).isEqualTo(cash);

        updates.next();

        Await.until(() -> outstanding(broken).isEmpty());
        assertThat(broken.funds().cash().minus(cash)).hasToString("5");
        assertThat(faults()).isEmpty();
    }

    /** More have missed it than are asked for at a time, and of those before it there is nothing to be read. */
    @Test
    void portfolioBehindManyOthersHasWhatItMissed() throws SQLException {
        long last = Long.parseLong(database.one("SELECT max(account_id) FROM account"));
        database.run("SELECT setval(pg_get_serial_sequence('account', 'account_id'), ?)", last + MANY);
        Trader broken = holding("VZ", "10");
        Money cash = broken.funds().cash();
        torn.change("portfolio", "currency = 'no currency'", broken);
        try {
            takeOver();
            carryOut(action("VZ", new Change.Dividend(Money.of("0.5"))));
        } finally {
            torn.change("portfolio", "currency = 'USD'", broken);
        }
        database.run(
                "INSERT INTO missed_part SELECT ? + number, (SELECT max(action_number) FROM corporate_action), now()"
                        + " FROM generate_series(1, ?) AS number",
                last,
                MANY);
        try {
            // The check of the ledger tells the first outstanding parts alone.
            Await.until(() -> {
                updates.next();
                return isBrought(broken);
            });
        } finally {
            database.force("DELETE FROM missed_part WHERE portfolio_id BETWEEN ? AND ?", last + 1, last + MANY);
        }
        assertThat(broken.funds().cash().minus(cash)).hasToString("5");
        assertThat(faults()).isEmpty();
    }

    /** Its owner alone is refused until it is mended; it has its part then. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO missed_part VALUES (?, 1000000, now()) | DELETE FROM missed_part WHERE portfolio_id = ? AND action_number = 1000000",
                "UPDATE corporate_action SET symbol = 'no symbol' WHERE action_number IN (SELECT action_number FROM missed_part WHERE portfolio_id = ?) | UPDATE corporate_action SET symbol = 'CVX' WHERE action_number IN (SELECT action_number FROM missed_part WHERE portfolio_id = ?)"
            })
    void missedActionThatCannotBeReadHarmsItsPortfolioAlone(String damage, String repair) throws SQLException {
        Trader broken = holding("CVX", "10");
        Money cash = broken.funds().cash();
        Trader other = desk.newTrader();
        torn.change("portfolio", "currency = 'no currency'", broken);
        try {
            takeOver();
            carryOut(action("CVX", new Change.Dividend(Money.of("0.5"))));
        } finally {
            torn.change("portfolio", "currency = 'USD'", broken);
        }
        assertThat(broken.funds().cash()).isEqualTo(cash);
        long portfolio = torn.portfolio(broken);
        database.force(damage, portfolio);
        try {
            takeOver();
            TransactionId due = other.place(other.purchase("KO", "1"));
            assertThatThrownBy(() -> desk.ask(broken.purchase("KO", "1"))).hasMessageContaining("action");
            updates.next();
            assertThat(other.transaction(due).state()).isEqualTo(TransactionState.SETTLED);
        } finally {
            database.force(repair, portfolio);
        }

        broken.place(broken.purchase("KO", "1"));

        assertThat(broken.funds().cash().minus(cash)).hasToString("5");
        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cash = cash + 0.00000001 | cash = cash - 0.00000001 | bring",
                "given = given + 1 | given = given - 1 | bring",
                "held = held + 1, taken = taken + 1 | held = held - 1, taken = taken - 1 | its part is of"
            })
    void ledgerCheckFindsAPartThatIsNotWhatItShouldBe(String damage, String repair, String says) throws SQLException {
        Trader trader = holding("PG", "10");
        carryOut(action("PG", new Change.Split(ShareRatio.of("3/2"))));
        long portfolio = Long.parseLong(database.one(
                "SELECT account_id FROM account WHERE user_name = ?",
                trader.userName().value()));

        database.force("UPDATE action_part SET " + damage + " WHERE portfolio_id = ?", portfolio);

        try {
            assertThat(faults()).anySatisfy(fault -> assertThat(fault).contains("portfolio " + portfolio, says));
        } finally {
            database.force("UPDATE action_part SET " + repair + " WHERE portfolio_id = ?", portfolio);
        }
        assertThat(faults()).isEmpty();
    }

    private Trader holding(String symbol, String quantity) {
        Trader trader = desk.newTrader();
        trader.place(trader.purchase(symbol, quantity));
        updates.next();
        assertThat(trader.holding(symbol).quantity()).isEqualTo(Quantity.of(quantity));
        return trader;
    }

    private static CorporateAction action(String symbol, Change change) {
        return new CorporateAction(
                new ActionId("test/" + UUID.randomUUID()), new AssetSymbol(symbol), LocalDate.of(2014, 6, 9), change);
    }

    private MarketEvent carryOut(CorporateAction action) {
        MarketEvent event = sequencer.announce(action).await().indefinitely();
        sequencer.cleared().await().indefinitely();
        return event;
    }

    private void tryToCarryOut(CorporateAction action) {
        try {
            carryOut(action);
        } catch (RuntimeException died) {
            // Whoever leads next goes on.
        }
    }

    private void takeOver() {
        leadership.release().await().indefinitely();
        leadership.acquire(() -> {}).await().indefinitely();
    }

    private void leadAgain() {
        Await.until(() -> !leadership.isHeld()
                || sequencer
                        .mark()
                        .map(alive -> true)
                        .onFailure()
                        .recoverWithItem(false)
                        .await()
                        .indefinitely());
        if (!leadership.isHeld()) {
            leadership.acquire(() -> {}).await().indefinitely();
        }
    }

    private List<String> outstanding(Trader trader) throws SQLException {
        String portfolio = "of portfolio " + torn.portfolio(trader) + ":";
        return ledgerCheck.run().await().indefinitely().outstanding().stream()
                .filter(part -> part.contains(portfolio))
                .toList();
    }

    private boolean isBrought(Trader trader) throws SQLException {
        return database.one("SELECT count(*) FROM action_part WHERE portfolio_id = " + torn.portfolio(trader))
                .equals("1");
    }

    private List<String> faults() {
        return ledgerCheck.run().await().indefinitely().faults();
    }

    private void plantCrashes() throws SQLException {
        database.run("CREATE SEQUENCE IF NOT EXISTS action_crash_step");
        database.run("CREATE TABLE action_crash_at (at BIGINT, how TEXT)");
        database.run("""
                CREATE FUNCTION action_crash() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER AS $$
                BEGIN
                    IF nextval('action_crash_step') = (SELECT at FROM action_crash_at) THEN
                        IF (SELECT how FROM action_crash_at) = 'kill' THEN
                            PERFORM pg_terminate_backend(pg_backend_pid());
                        END IF;
                        RAISE EXCEPTION 'crash';
                    END IF;
                    RETURN NULL;
                END $$
                """);
        for (String table : TABLES) {
            for (String moment : List.of("BEFORE", "AFTER")) {
                database.run("CREATE TRIGGER action_crash_" + moment + " " + moment + " INSERT OR UPDATE OR DELETE ON "
                        + table + " FOR EACH STATEMENT EXECUTE FUNCTION action_crash()");
            }
        }
    }

    private void crashAt(int step, String how) throws SQLException {
        database.run("DELETE FROM action_crash_at");
        database.run("INSERT INTO action_crash_at VALUES (?, ?)", step, how);
        database.run("SELECT setval('action_crash_step', 1, false)");
    }

    private boolean hasCrashed(int step) throws SQLException {
        return Long.parseLong(database.one("SELECT last_value FROM action_crash_step")) >= step
                && database.one("SELECT is_called FROM action_crash_step").equals("t");
    }
}
