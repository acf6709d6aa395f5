package io.papertrader.master.admin;

import static io.papertrader.master.admin.Operator.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.LinkEvent.PastChanged;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.actions.Actions;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.trade.LedgerCheck;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Corporate actions that an operator announces by hand. */
@QuarkusTest
class ActionsTest {
    @Inject
    Operator operator;

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    AssetBoard board;

    @Inject
    Actions actions;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    @Inject
    Heard heard;

    /** The assets whose past became another. */
    @ApplicationScoped
    static class Heard {
        private final List<AssetSymbol> changed = new CopyOnWriteArrayList<>();

        void hear(@Observes PastChanged event) {
            changed.addAll(event.assets());
        }

        List<AssetSymbol> changed() {
            return List.copyOf(changed);
        }
    }

    @BeforeEach
    void bringValues() {
        updates.next();
    }

    @Test
    void dividendIsPaidOnceBeforeItsDaysFirstValueAlsoAfterAStart() throws Exception {
        Trader trader = holding("KO", "10");
        JsonObject dividend = action("dividend", "ko", tomorrow("KO")).put("cash", "0.305");
        String id = "KO/" + tomorrow("KO") + "/dividend";
        assertState(dividend, "waiting");
        assertState(dividend.copy().put("id", id), "waiting");
        Money before = trader.funds().cash();
        actions.begin().await().indefinitely();

        updates.next();

        assertThat(trader.funds().cash().minus(before)).isEqualTo(Money.of("3.05"));
        actions.begin().await().indefinitely();
        updates.next();
        assertThat(trader.funds().cash().minus(before)).as("once").isEqualTo(Money.of("3.05"));
        assertState(dividend, "done");
        assertThat(operator.asks().get("/admin/market/actions").jsonPath().getList("id"))
                .contains(id);
        assertThat(database.column("SELECT detail FROM audit WHERE act = 'ACTION_ANNOUNCED'"))
                .contains(id + ": dividend of KO, 0.305 on " + id.split("/", -1)[1]);
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @Test
    void actionByHandIsShownAsTheOperators() throws Exception {
        assertState(action("dividend", "GE", tomorrow("GE")).put("cash", "1").put("id", "by-hand"), "waiting");

        assertThat(operator.asks()
                        .get("/admin/market/actions")
                        .jsonPath()
                        .getString("find { it.id == 'by-hand' }.source"))
                .isEqualTo("operator");
        assertThat(withdraw("by-hand").statusCode()).isEqualTo(204);
    }

    @Test
    void renamingAndDelistingGoTheSameWay() throws Exception {
        Trader trader = holding("MRK", "4");
        trader.place(trader.purchase("GE", "3"));
        updates.next();
        Money before = trader.funds().cash();

        assertState(action("renaming", "MRK", tomorrow("MRK")).put("newSymbol", "jnj"), "waiting");
        assertState(action("delisting", "GE", tomorrow("GE")).put("cash", "7.5"), "waiting");
        updates.next();

        assertThat(trader.holding("JNJ").quantity()).isEqualTo(Quantity.of("4"));
        assertThat(heard.changed()).as("its past is that of the other now").containsOnlyOnce(new AssetSymbol("JNJ"));
        assertThat(trader.funds().cash().minus(before)).isEqualTo(Money.of("22.5"));
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeAndSaysWhatToDo() throws Exception {
        LocalDate today = tomorrow("KO").minusDays(1);
        refused(400, action("spilt", "KO", tomorrow("KO")), "type is \"spilt\", not split, dividend,");
        refused(400, action("split", "KO", tomorrow("KO")), "new_per_old is \"\": must be new shares for each old one");
        refused(400, action("dividend", "KO", tomorrow("KO")).put("cash", "-1"), "a dividend is above zero");
        refused(400, action("dividend", "KO", today).put("cash", "1").put("exDate", "tomorrow"), "must be a date like");
        refused(
                409,
                action("split", "CVX", tomorrow("CVX")).put("newPerOld", "3/2"),
                "These prices have their splits already: another one would change shares without them.");
        refused(409, action("dividend", "NOPE", tomorrow("KO")).put("cash", "1"), "NOPE");
        refused(
                409,
                action("dividend", "KO", today).put("cash", "1"),
                "KO has values of " + today + " already, and its action takes place before a day's first: name "
                        + today.plusDays(1) + " or a later day.");
        refused(
                409,
                action("delisting", "KO", today.minusDays(1)),
                "The market has come to " + today + ": name that day");
        refused(409, action("renaming", "KO", tomorrow("KO")).put("newSymbol", "NOPE"), "NOPE is not on the list");
    }

    @Test
    void withdrawnActionIsNotCarriedOutAndItsIdIsFreeAgain() throws Exception {
        Trader trader = holding("IBM", "10");
        JsonObject dividend =
                action("dividend", "IBM", tomorrow("IBM")).put("cash", "305").put("id", "slip");
        assertState(dividend, "waiting");
        refused(409, dividend.copy().put("cash", "3"), "There is another action slip already");
        Money before = trader.funds().cash();

        assertThat(withdraw("slip").statusCode()).isEqualTo(204);
        assertError(withdraw("slip"), 404, "No action slip");
        assertError(withdraw("a b"), 400, "id must be 1 to 80 letters");
        updates.next();

        assertThat(trader.funds().cash()).isEqualTo(before);
        assertState(action("dividend", "IBM", tomorrow("IBM")).put("cash", "3").put("id", "slip"), "waiting");
        assertThat(database.column("SELECT detail FROM audit WHERE act = 'ACTION_WITHDRAWN'"))
                .contains("slip");
        assertThat(withdraw("slip").statusCode()).isEqualTo(204);
    }

    @Test
    void idIsOfTheListedSymbolWhicheverIsAnnounced() throws Exception {
        JsonObject dividend = action("dividend", "BRK-B", tomorrow("BRK.B")).put("cash", "1");
        String id = "BRK.B/" + tomorrow("BRK.B") + "/dividend";

        assertThat(announce(dividend).jsonPath().getString("id")).isEqualTo(id);
        assertThat(announce(dividend.put("symbol", "brk/b")).jsonPath().getString("id"))
                .isEqualTo(id);
        assertThat(withdraw(id).statusCode()).isEqualTo(204);
    }

    @Test
    void whatWaitsUnderAnotherSpellingGoesToTheListedAsset() throws Exception {
        Trader trader = holding("BRK.B", "2");
        waits("respelled", "BRK-B", tomorrow("BRK.B"), "DELISTING", "9");
        Money before = trader.funds().cash();

        updates.next();

        assertThat(trader.funds().cash().minus(before)).isEqualTo(Money.of("18"));
        assertThat(state("respelled")).isEqualTo("done");
    }

    @Test
    void whatWaitsUnderAnOldIdIsTheSameActionAsUnderTheListedOne() throws Exception {
        Trader trader = holding("BRK.B", "2");
        LocalDate day = tomorrow("BRK.B");
        waits("BRK-B/" + day + "/dividend", "BRK-B", day, "DIVIDEND", "3");

        assertState(action("dividend", "BRK.B", day).put("cash", "3"), "waiting");
        Money before = trader.funds().cash();
        updates.next();

        assertThat(trader.funds().cash().minus(before)).as("once").isEqualTo(Money.of("6"));
        assertThat(state("BRK.B/" + day + "/dividend")).isEqualTo("done");
        assertThat(state("BRK-B/" + day + "/dividend")).isNull();
    }

    @Test
    void whatWaitsUnderTheSymbolOfBeforeARenamingFollowsTheAsset() throws Exception {
        Trader trader = holding("WFC", "5");
        LocalDate renamed = tomorrow("WFC");
        LocalDate later = renamed.plusDays(4);
        assertState(action("dividend", "WFC", later).put("cash", "2"), "waiting");
        assertState(action("dividend", "WFC", later).put("cash", "1").put("id", "own-id"), "waiting");
        assertState(action("renaming", "WFC", renamed).put("newSymbol", "JPM"), "waiting");
        updates.next();

        assertThat(state("JPM/" + later + "/dividend")).isEqualTo("waiting");
        assertThat(state("WFC/" + later + "/dividend")).isNull();
        assertState(action("dividend", "JPM", later).put("cash", "2"), "waiting");
        Money before = trader.funds().cash();
        while (!tomorrow("JPM").isAfter(later)) {
            updates.next();
        }

        assertThat(trader.holding("JPM").quantity()).isEqualTo(Quantity.of("5"));
        assertThat(trader.funds().cash().minus(before)).isEqualTo(Money.of("15"));
        assertThat(state("own-id")).isEqualTo("done");
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    /** It was announced while these prices were raw, and they are adjusted since. */
    @Test
    void splitThatWaitsIsCheckedAgainWhenItsDayComes() throws Exception {
        Trader trader = holding("NKE", "3");
        database.run(
                "INSERT INTO announced_action (action_id, symbol, ex_date, kind, new_shares, old_shares, announced_at)"
                        + " VALUES ('unsplit', 'NKE', ?::date, 'SPLIT', 2, 1, now())",
                tomorrow("NKE").toString());
        actions.begin().await().indefinitely();

        updates.next();

        assertThat(trader.holding("NKE").quantity()).isEqualTo(Quantity.of("3"));
        assertThat(state("unsplit")).isEqualTo("refused");
        refused(
                409,
                action("split", "NKE", tomorrow("NKE")).put("newPerOld", "2").put("id", "unsplit"),
                "unsplit was refused (These prices have their splits already");
    }

    @Test
    void whatWaitsForAnAssetThatIsNotListedAnyMoreCanBeWithdrawn() throws Exception {
        waits("unlisted", "NOPE", tomorrow("KO"), "DELISTING", "9");

        updates.next();

        assertThat(state("unlisted")).isEqualTo("waiting");
        assertThat(withdraw("unlisted").statusCode()).isEqualTo(204);
        assertError(withdraw("unlisted"), 404, "No action unlisted");
    }

    /**
     * It is announced between the moment at which the first value looks for actions and the one at which it is seen.
     */
    @Test
    void whatItsDaysFirstValueHasOvertakenIsRefused() throws Exception {
        Trader trader = holding("PEP", "10");
        LocalDate today = tomorrow("PEP").minusDays(1);
        waits("overtaken", "PEP", today, "DIVIDEND", "1");
        Money before = trader.funds().cash();

        updates.next();

        assertThat(trader.funds().cash()).isEqualTo(before);
        assertThat(state("overtaken")).isEqualTo("refused");
        refused(
                409,
                action("dividend", "PEP", today).put("cash", "1").put("id", "overtaken"),
                "overtaken was refused (PEP has values of " + today + " already");
    }

    /** As from an operator who announced it while another list or value was in force. */
    private void waits(String id, String symbol, LocalDate exDate, String kind, String perShare) throws Exception {
        database.run(
                "INSERT INTO announced_action (action_id, symbol, ex_date, kind, per_share, announced_at)"
                        + " VALUES (?, ?, ?::date, ?, ?::numeric, now())",
                id,
                symbol,
                exDate.toString(),
                kind,
                perShare);
        actions.begin().await().indefinitely();
    }

    private String state(String id) throws Exception {
        return operator.asks()
                .get("/admin/market/actions")
                .jsonPath()
                .getString("find { it.id == '" + id + "' }.state");
    }

    private Trader holding(String symbol, String quantity) {
        Trader trader = desk.newTrader();
        trader.place(trader.purchase(symbol, quantity));
        updates.next();
        return trader;
    }

    private LocalDate tomorrow(String symbol) {
        CurrentValue value = board.find(new AssetSymbol(symbol)).orElseThrow();
        return LocalDate.ofInstant(value.time(), ZoneOffset.UTC).plusDays(1);
    }

    private static JsonObject action(String type, String symbol, LocalDate exDate) {
        return new JsonObject().put("type", type).put("symbol", symbol).put("exDate", exDate.toString());
    }

    private void refused(int status, JsonObject action, String sentence) throws Exception {
        assertError(announce(action), status, sentence);
    }

    private void assertState(JsonObject action, String state) throws Exception {
        Response answer = announce(action);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("state")).isEqualTo(state);
    }

    private Response announce(JsonObject action) throws Exception {
        return operator.sends(action.encode()).post("/admin/market/actions");
    }

    private Response withdraw(String id) throws Exception {
        return operator.asks().queryParam("id", id).delete("/admin/market/actions");
    }
}
