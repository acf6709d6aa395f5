package io.papertrader.master.admin;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.AccountChangeFail;
import io.papertrader.codec.message.Failure.RegisterFail;
import io.papertrader.codec.message.NameOrEmail;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordRequest.RequestReset;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Desk;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A network whose operator makes every account, and that sends no mail: a class room. */
@QuarkusTest
@TestProfile(ClosedNetworkTest.Closed.class)
class ClosedNetworkTest {
    public static final class Closed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("papertrader.registration.mode", "closed", "papertrader.mail.host", "none");
        }
    }

    @Inject
    Operator operator;

    @Inject
    Desk desk;

    @Test
    void takesNoRegistrationsWithOrWithoutAnInvitation() {
        RegisterInvited invited = new RegisterInvited(
                desk.newName(), Optional.empty(), Desk.pass("secret"), new OneTimeToken("0".repeat(25)));

        assertFailure(desk.ask(Desk.registration(desk.newName())), RegisterFail.class, FailCode.REGISTRATION_CLOSED);
        assertFailure(desk.ask(invited), RegisterFail.class, FailCode.REGISTRATION_CLOSED);
    }

    @Test
    void sendsWhoForgotAPasswordToTheOperator() {
        Reply refused = desk.ask(new RequestReset(new NameOrEmail("somebody")));

        assertFailure(refused, AccountChangeFail.class, FailCode.UNAVAILABLE);
        assertThat(((Failure) refused).reason()).contains("no mail", "papertrader admin accounts reset");
    }

    @Test
    void letsTheOperatorMakeAccountsAllTheSame() throws Exception {
        operator.asks()
                .contentType("text/csv")
                .body((desk.newName() + "\n").getBytes(StandardCharsets.UTF_8))
                .post("/admin/classes")
                .then()
                .statusCode(200);
    }
}
