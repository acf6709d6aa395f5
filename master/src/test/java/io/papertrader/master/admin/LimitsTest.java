package io.papertrader.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LimitsTest {
    private static final int TRIES = 3;
    private static final ClientAddress FROM = ClientAddress.of(InetAddress.ofLiteral("203.0.113.77"));

    @Inject
    Operator operator;

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Test
    void showsWhoHasToWaitAndLetsThemTryAgain() throws Exception {
        UserName name = desk.newName();
        desk.ask(Desk.registration(name));
        for (int i = 0; i < TRIES; i++) {
            logIn(new Login(name, Desk.pass("wrong"), false));
        }
        assertThat(logIn(Desk.login(name))).isInstanceOf(LoginFail.class);
        assertThat(waiting(name)).singleElement().satisfies(limit -> {
            assertThat(limit).containsEntry("what", "login");
            assertThat((String) limit.get("who")).startsWith(name.key() + " from 203.0.113.77 at worker ");
            assertThat((Integer) limit.get("seconds")).isBetween(60, 90);
        });

        operator.asks()
                .queryParam("who", name.value().toUpperCase(Locale.ROOT))
                .delete("/admin/limits")
                .then()
                .statusCode(204);

        assertThat(waiting(name)).isEmpty();
        assertThat(logIn(Desk.login(name))).isInstanceOf(SessionStarted.class);
        assertThat(database.column("SELECT detail FROM audit WHERE act = 'LIMITS_CLEARED'"))
                .contains(name.value().toUpperCase(Locale.ROOT));
    }

    private Reply logIn(Login login) {
        return desk.ask(login, new LinkRecord(1, Desk.WORKER, desk.now(), FROM, MessageCodec.encode(login)));
    }

    private List<Map<String, Object>> waiting(UserName name) throws Exception {
        List<Map<String, Object>> all = operator.asks()
                .get("/admin/limits")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("");
        return all.stream()
                .filter(limit -> ((String) limit.get("who")).startsWith(name.key()))
                .toList();
    }
}
