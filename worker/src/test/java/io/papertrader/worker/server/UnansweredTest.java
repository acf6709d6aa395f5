package io.papertrader.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A master that pushes and beats, and answers nobody. */
@QuarkusTest
@TestProfile(UnansweredTest.Impatient.class)
class UnansweredTest extends LinkedWorker {
    /** A worker that waits three seconds for an answer. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("papertrader.master.request-timeout", "3s");
        }
    }

    private static int ready() {
        return RestAssured.get("/q/health/ready").statusCode();
    }

    @Test
    void isNotReadyWhileRequestsAreLeftWithoutAnAnswer() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);
        GetUserTransactionHistory request = new GetUserTransactionHistory(user.session(), user.name());
        master.hold(GetUserTransactionHistory.class);
        assertThat(ready()).isEqualTo(200);

        client.send(request);
        master.push(new ValuesUpdated(Samples.ASSETS));

        assertThat(((Failure) client.reply(Instruction.GET_USER_TRANSACTION_HISTORY)).code())
                .isEqualTo(FailCode.UNAVAILABLE);
        assertThat(ready()).isEqualTo(503);
        assertThat(relay.isUp()).isTrue();
        master.answer(GetUserTransactionHistory.class, asked -> Samples.history(1));
        client.ask(request);
        Await.until(() -> ready() == 200);
    }
}
