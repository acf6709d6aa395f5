package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Strangers, who are not logged in, have few places and a short time. */
@QuarkusTest
@TestProfile(StrangersTest.Few.class)
class StrangersTest extends LinkedWorker {
    private static final int STRANGERS = 4;
    private static final int STRANGERS_PER_ADDRESS = 2;

    /** A worker that lets few strangers in, and not for long. */
    public static class Few implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "papertrader.listen.max-strangers",
                    Integer.toString(STRANGERS),
                    "papertrader.listen.max-strangers-per-address",
                    Integer.toString(STRANGERS_PER_ADDRESS),
                    "papertrader.listen.stranger-timeout",
                    "4s",
                    "papertrader.listen.message-timeout",
                    "1s");
        }
    }

    private ClientStandIn connectFrom(String address) throws Exception {
        return connected(ClientStandIn.connect(ports.clients(), address));
    }

    private static boolean isServed(ClientStandIn client) throws Exception {
        return client.ask(new GetWorkers()) instanceof WorkerList;
    }

    @Test
    void letsInSoManyOfOneAddressWithoutALogin() throws Exception {
        for (int number = 0; number < STRANGERS_PER_ADDRESS; number++) {
            assertThat(isServed(connectFrom("127.0.0.2"))).isTrue();
        }

        assertThat(connectFrom("127.0.0.2").isClosedWithoutAWord()).isTrue();
        assertThat(isServed(connectFrom("127.0.0.3"))).isTrue();
    }

    @Test
    void letsInSoManyInAllWithoutALogin() throws Exception {
        for (int number = 0; number < STRANGERS; number++) {
            assertThat(isServed(connectFrom("127.0.1." + (number + 1)))).isTrue();
        }

        assertThat(connectFrom("127.0.2.1").isClosedWithoutAWord()).isTrue();
    }

    @Test
    void givesThePlaceOfAStrangerThatLogsInToTheNext() throws Exception {
        for (int number = 0; number < STRANGERS_PER_ADDRESS; number++) {
            ClientStandIn member = connectFrom("127.0.0.2");
            member.ask(toData(newUser()));
        }

        assertThat(isServed(connectFrom("127.0.0.2"))).isTrue();
    }

    @Test
    void closesWhoDoesNotLogInThoughItSpeaks() throws Exception {
        ClientStandIn stranger = connect();
        assertThat(isServed(stranger)).isTrue();

        assertThat(stranger.isClosedWithoutAWord()).isTrue();
    }

    @Test
    void closesAMemberWhoDoesNotEndTheMessageThatItBegan() throws Exception {
        ClientStandIn member = connectForData(newUser());
        ClientStandIn other = connectForData(newUser());
        Buffer request = MessageCodec.encode(new GetWorkers()).encode();

        member.send(request.getBuffer(0, request.length() - 1));

        assertThat(member.isClosedWithoutAWord()).isTrue();
        assertThat(isServed(other)).isTrue();
    }
}
