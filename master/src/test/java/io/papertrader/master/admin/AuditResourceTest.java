package io.papertrader.master.admin;

import static io.papertrader.master.admin.Operator.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AuditResourceTest {
    @Inject
    Operator operator;

    @Inject
    Desk desk;

    @Inject
    TestClock clock;

    private Trader trader;

    @BeforeEach
    void actSomewhat() {
        trader = desk.newTrader();
        desk.ask(new Logout(trader.session()));
    }

    @Test
    void showsWhatConcernsAnAccountNewestFirst() throws Exception {
        List<Map<String, Object>> lines =
                read(Map.of("account", trader.userName().value())).getList("");

        assertThat(lines).extracting(line -> line.get("act")).containsExactly("LOGGED_OUT", "LOGGED_IN", "REGISTERED");
        assertThat(lines.get(1))
                .containsEntry("actor", trader.userName().value())
                .containsEntry("subject", trader.userName().value())
                .containsEntry("worker", Desk.WORKER.toString())
                .containsEntry(
                        "address", Desk.address(trader.userName()).toString().replace(":0:0:0:1", "::1"))
                .containsEntry("times", 1);
    }

    @Test
    void goesOnBehindTheLastOfAPage() throws Exception {
        String name = trader.userName().value();

        JsonPath first = read(Map.of("account", name, "limit", 2));
        JsonPath second = read(Map.of("account", name, "limit", 2, "before", first.getLong("[1].number")));

        assertThat(first.getList("act")).containsExactly("LOGGED_OUT", "LOGGED_IN");
        assertThat(second.getList("act")).containsExactly("REGISTERED");
    }

    @Test
    void saysWhatCameSince() throws Exception {
        String name = trader.userName().value();
        long registered = read(Map.of("account", name)).getLong("[2].number");

        assertThat(read(Map.of("account", name, "after", registered)).getList("act"))
                .containsExactly("LOGGED_OUT", "LOGGED_IN");
        assertThat(read(Map.of("after", registered)).getList("number", Long.class))
                .allMatch(number -> number > registered);
    }

    @Test
    void findsByActAndTime() throws Exception {
        String name = trader.userName().value();
        Instant later = clock.instant().plus(Duration.ofMinutes(1));

        assertThat(read(Map.of("account", name, "act", "logged-in")).getList("act"))
                .containsExactly("LOGGED_IN");
        assertThat(read(Map.of("account", name, "since", later.toString())).getList("act"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "act, stolen, 400, LOGGED_IN",
        "since, yesterday, 400, since must be",
        "account, no such name!, 400, account",
        "account, nobody-of-this-name, 404, nobody-of-this-name"
    })
    void refusesWhatItCannotLookFor(String parameter, String value, int status, String words) throws Exception {
        Response refused = operator.asks().queryParam(parameter, value).get("/admin/audit");

        assertError(refused, status, words);
    }

    private JsonPath read(Map<String, Object> parameters) throws Exception {
        Response answer = operator.asks().queryParams(parameters).get("/admin/audit");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }
}
