package io.papertrader.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsResourceTest {
    @Inject
    Operator operator;

    @Inject
    Desk desk;

    @Inject
    Database database;

    private Trader trader;
    private SessionId other;

    @BeforeEach
    void logInTwice() {
        trader = desk.newTrader();
        other = ((SessionStarted) desk.ask(Desk.login(trader.userName()))).id();
    }

    @Test
    void showsWhereAnAccountIsLoggedIn() throws Exception {
        assertThat(operator.asks()
                        .get(path(""))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("id", String.class))
                .containsExactlyInAnyOrder(name(trader.session()), name(other));
    }

    @Test
    void endsOneSession() throws Exception {
        operator.asks().delete(path("/" + name(other))).then().statusCode(204);

        assertThat(isVerified(other)).isFalse();
        assertThat(isVerified(trader.session())).isTrue();
        operator.asks().delete(path("/" + name(other))).then().statusCode(404);
    }

    @Test
    void endsAllSessionsOfAnAccountThatMayLogInAgain() throws Exception {
        operator.asks().delete(path("")).then().statusCode(204);

        assertThat(isVerified(other)).isFalse();
        assertThat(isVerified(trader.session())).isFalse();
        assertThat(desk.ask(Desk.login(trader.userName()))).isInstanceOf(SessionStarted.class);
        assertThat(database.column(
                        "SELECT times FROM audit JOIN account ON account_id = subject_account"
                                + " WHERE act = 'SESSIONS_ENDED' AND actor_kind = 'OPERATOR' AND user_name = ?",
                        trader.userName().value()))
                .containsExactly("2");
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        operator.asks()
                .get("/admin/accounts/nobody-of-this-name/sessions")
                .then()
                .statusCode(404);
        operator.asks().delete(path("/all")).then().statusCode(400);
    }

    private String path(String rest) {
        return "/admin/accounts/" + trader.userName() + "/sessions" + rest;
    }

    private boolean isVerified(SessionId session) {
        return desk.ask(new VerifySession(session)) instanceof VerifiedSession;
    }

    private static String name(SessionId session) {
        return SessionName.of(session.hash()).value();
    }
}
