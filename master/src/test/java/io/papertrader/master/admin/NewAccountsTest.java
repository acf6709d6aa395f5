package io.papertrader.master.admin;

import static io.papertrader.master.Failures.assertFailure;
import static io.papertrader.master.admin.Operator.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.Failure.AccountChangeFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordReply.PasswordChanged;
import io.papertrader.codec.message.PasswordRequest.ResetPassword;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.vocabulary.Money;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A class of accounts at once, and tokens to hand over. */
@QuarkusTest
class NewAccountsTest {
    @Inject
    Operator operator;

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Test
    void makesAClassWhosePupilsSetTheirPasswordsByTheirTokens() throws Exception {
        List<String> names = names("pupil", 30);

        Response made = create("\uFEFFusername,email\r\n" + String.join(",\r\n", names) + ",\r\n");

        List<Map<String, String>> tokens =
                made.then().statusCode(200).extract().jsonPath().getList("");
        assertThat(tokens).extracting(token -> token.get("username")).containsExactlyElementsOf(names);
        UserName first = new UserName(names.getFirst());
        assertFailure(desk.ask(Desk.login(first)), LoginFail.class, FailCode.EXTERNAL_LOGIN_REQUIRED);
        OneTimeToken token = OneTimeToken.typed(tokens.getFirst().get("token"));
        assertThat(reset(first, token)).isEqualTo(new PasswordChanged());
        Trader pupil = new Trader(desk, first, logIn(first).id());
        assertThat(pupil.funds().cash()).isEqualTo(Money.of("100000"));
        assertThat(pupil.info().owned().orElseThrow().email()).isEmpty();
        assertFailure(reset(first, token), AccountChangeFail.class, FailCode.BAD_TOKEN);
        assertThat(database.one(
                        "SELECT count(*) FROM audit JOIN account ON account_id = subject_account"
                                + " WHERE act = 'ACCOUNT_MADE' AND actor_kind = 'OPERATOR' AND user_name = ANY(?)",
                        (Object) names.toArray(String[]::new)))
                .isEqualTo("30");
    }

    @Test
    void makesNobodyWhereALineIsBad() throws Exception {
        List<String> names = names("faulty", 3);

        Response refused = create(String.join("\n", names) + "\nnot a name\n");

        assertError(refused, 400, "Line 4");
        assertThat(count(names)).isEqualTo("0");
    }

    @Test
    void makesNobodyWhereANameOrAddressIsTaken() throws Exception {
        UserName taken = desk.newTrader().userName();
        List<String> names = names("late", 2);

        Response refused = create(names.getFirst() + "\n" + taken.key() + "\n" + names.getLast() + ","
                + Desk.registration(taken).email() + "\n");

        assertError(refused, 409, "Line 2");
        assertError(refused, 409, "Line 3");
        assertThat(count(names)).isEqualTo("0");
    }

    @Test
    void keepsTheNamesOfDeletedAccountsFromAClass() throws Exception {
        assertError(create("deleted.fedcba9876543210\n"), 409, "Line 1");
    }

    @Test
    void letsAnOwnerBackInByATokenThatTheOperatorHandsOver() throws Exception {
        UserName ann = desk.newTrader().userName();
        OneTimeToken lost = handedOver(ann);
        OneTimeToken token = handedOver(ann);

        assertFailure(reset(ann, lost), AccountChangeFail.class, FailCode.BAD_TOKEN);
        assertThat(reset(ann, token)).isEqualTo(new PasswordChanged());
        assertThat(logIn(ann)).isNotNull();
    }

    @Test
    void saysThatAnUnknownUserIsUnknown() throws Exception {
        assertError(operator.asks().post("/admin/resets/nobody-of-this-name"), 404, "nobody-of-this-name");
        assertError(operator.asks().post("/admin/resets/no name"), 400, "username");
    }

    @Test
    void refusesACountOfInvitationsThatIsNone() throws Exception {
        assertError(operator.sends(Map.of("count", 0)).post("/admin/invitations"), 400, "from 1 to 1000");
        assertError(operator.sends(Map.of("count", 1_001)).post("/admin/invitations"), 400, "from 1 to 1000");
    }

    private OneTimeToken handedOver(UserName user) throws Exception {
        return OneTimeToken.typed(operator.asks()
                .post("/admin/resets/" + user)
                .then()
                .statusCode(200)
                .extract()
                .path("token"));
    }

    private Response create(String file) throws Exception {
        return operator.asks()
                .contentType("text/csv")
                .body(file.getBytes(StandardCharsets.UTF_8))
                .post("/admin/classes");
    }

    private List<String> names(String what, int count) {
        String prefix = desk.newName().key();
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + what + i).collect(Collectors.toList());
    }

    private String count(List<String> names) throws Exception {
        return database.one(
                "SELECT count(*) FROM account WHERE user_name = ANY(?)", (Object) names.toArray(String[]::new));
    }

    private Reply reset(UserName user, OneTimeToken token) {
        return desk.ask(new ResetPassword(user, token, Desk.pass("chosen")));
    }

    private SessionStarted logIn(UserName user) {
        return (SessionStarted) desk.ask(new Login(user, Desk.pass("chosen"), false));
    }
}
