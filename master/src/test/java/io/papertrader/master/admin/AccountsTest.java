package io.papertrader.master.admin;

import static io.papertrader.master.Failures.assertFailure;
import static io.papertrader.master.admin.Operator.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AccountsTest {
    @Inject
    Operator operator;

    @Inject
    Desk desk;

    @Inject
    Database database;

    private Trader trader;
    private String name;

    @BeforeEach
    void logIn() {
        trader = desk.newTrader();
        name = trader.userName().value();
    }

    @Test
    void findsAccountByNameInAnyCase() throws Exception {
        List<Map<String, Object>> found = search(name.toUpperCase(Locale.ROOT));

        Map<String, Object> account = found.stream()
                .filter(one -> one.get("username").equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(account).containsOnlyKeys("username", "email", "memberSince", "enabled");
        assertThat(account).containsEntry("email", trader.userName().key() + "@example.org");
        assertThat(account).containsEntry("enabled", true);
        assertThat(Instant.parse((String) account.get("memberSince")))
                .isEqualTo(trader.info().memberSince());
    }

    @Test
    void findsAccountByPartOfItsEmail() throws Exception {
        assertThat(search(trader.userName().key() + "@EXAMPLE"))
                .extracting(account -> account.get("username"))
                .containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_____", "' OR 1=1 --", "\\"})
    void takesSignsOfSearchesForThemselves(String search) throws Exception {
        assertThat(search(search)).isEmpty();
    }

    @Test
    void listsNoMoreThanWasAskedForInOrderOfNames() throws Exception {
        desk.newTrader();
        desk.newTrader();

        List<String> two = operator.asks()
                .queryParam("limit", 2)
                .get("/admin/accounts")
                .jsonPath()
                .getList("username");
        List<String> one = operator.asks()
                .queryParam("limit", -5)
                .get("/admin/accounts")
                .jsonPath()
                .getList("username");

        assertThat(two).hasSize(2).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(one).hasSize(1).first().isEqualTo(two.getFirst());
    }

    @Test
    void refusesLimitThatIsNoNumber() throws Exception {
        assertError(operator.asks().queryParam("limit", "many").get("/admin/accounts"), 404, "");
    }

    @Test
    void findsNothingByTextThatNoNameCanHold() throws Exception {
        assertThat(search("\0")).isEmpty();
    }

    @Test
    void disabledAccountLosesItsSessionsAndItsLogin() throws Exception {
        assertThat(change("disable").statusCode()).isEqualTo(204);

        assertFailure(desk.ask(new VerifySession(trader.session())), DataFail.class, FailCode.BAD_SESSION);
        assertFailure(desk.ask(Desk.login(trader.userName())), LoginFail.class, FailCode.BAD_CREDENTIALS);
        assertThat(search(name))
                .filteredOn(account -> account.get("username").equals(name))
                .singleElement()
                .satisfies(account -> assertThat(account).containsEntry("enabled", false));
    }

    @Test
    void enabledAccountLogsInAgain() throws Exception {
        change("disable");

        assertThat(change("enable").statusCode()).isEqualTo(204);

        assertThat(desk.logIn(trader.userName())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enable", "disable"})
    void saysThatAnUnknownUserIsUnknown(String change) throws Exception {
        assertError(operator.asks().post("/admin/accounts/nobody-of-this-name/" + change), 404, "nobody-of-this-name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enable", "disable"})
    void refusesNameThatNoUserCanHave(String change) throws Exception {
        assertError(operator.asks().post("/admin/accounts/a name too long and with spaces/" + change), 400, "username");
    }

    @Test
    void checksTheLedger() throws Exception {
        JsonPath report = operator.asks().get("/admin/ledger/check").jsonPath();

        assertThat(report.getBoolean("clean")).isTrue();
        assertThat(report.getList("faults")).isEmpty();
        assertThat(report.getLong("accounts")).isPositive();
        assertThat(report.getLong("transactions")).isNotNegative();
        assertThat(report.getLong("transfers")).isGreaterThanOrEqualTo(report.getLong("accounts"));
    }

    @Test
    void tellsFaultsOfTheLedger() throws Exception {
        String where = " WHERE account_id = (SELECT account_id FROM account WHERE user_name = ?)";
        database.force("UPDATE portfolio SET cash = cash + 1" + where, name);
        try {
            JsonPath report = operator.asks().get("/admin/ledger/check").jsonPath();

            assertThat(report.getBoolean("clean")).isFalse();
            assertThat(report.getList("faults")).hasSize(1).first().asString().contains("cash is 100001");
        } finally {
            database.force("UPDATE portfolio SET cash = cash - 1" + where, name);
        }
    }

    private List<Map<String, Object>> search(String text) throws Exception {
        return operator.asks()
                .queryParam("search", text)
                .get("/admin/accounts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("");
    }

    private Response change(String change) throws Exception {
        return operator.asks().post("/admin/accounts/" + name + "/" + change);
    }
}
