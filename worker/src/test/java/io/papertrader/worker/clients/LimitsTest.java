package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.Limits;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Limits.class)
class LimitsTest extends LinkedWorker {
    private static final int REQUESTS = 2_000;

    private ClientStandIn connectFrom(String address) throws Exception {
        return connected(ClientStandIn.connect(ports.clients(), address));
    }

    private static boolean isServed(ClientStandIn client) throws Exception {
        return client.ask(new GetWorkers()) instanceof WorkerList;
    }

    @Test
    void letsInSoManyFromOneAddressAndNoMore() throws Exception {
        for (int number = 0; number < Limits.CONNECTIONS_PER_ADDRESS; number++) {
            assertThat(isServed(connectFrom("127.0.0.2"))).isTrue();
        }

        ClientStandIn oneMore = connectFrom("127.0.0.2");
        ClientStandIn fromElsewhere = connectFrom("127.0.0.3");

        assertThat(oneMore.isClosedWithoutAWord()).isTrue();
        assertThat(isServed(fromElsewhere)).isTrue();
    }

    @Test
    void letsInSoManyInAllAndNoMore() throws Exception {
        for (int number = 0; number < Limits.CONNECTIONS; number++) {
            assertThat(isServed(connectFrom("127.0.1." + (number + 1)))).isTrue();
        }

        ClientStandIn oneMore = connectFrom("127.0.2.1");

        assertThat(oneMore.isClosedWithoutAWord()).isTrue();
        assertThat(doors.size()).isEqualTo(Limits.CONNECTIONS);
    }

    @Test
    void letsInAnotherWhenOneHasLeft() throws Exception {
        ClientStandIn first = connectFrom("127.0.0.2");
        assertThat(isServed(first)).isTrue();
        for (int number = 1; number < Limits.CONNECTIONS_PER_ADDRESS; number++) {
            assertThat(isServed(connectFrom("127.0.0.2"))).isTrue();
        }
        // Turned away, it must not count for good.
        assertThat(connectFrom("127.0.0.2").isClosedWithoutAWord()).isTrue();

        first.close();
        Await.until(() -> doors.size() < Limits.CONNECTIONS_PER_ADDRESS);

        assertThat(isServed(connectFrom("127.0.0.2"))).isTrue();
    }

    @Test
    void closesWhoNeverSpeaks() throws Exception {
        ClientStandIn speaker = connect();
        assertThat(isServed(speaker)).isTrue();
        ClientStandIn mute = connect();

        assertThat(mute.isClosedWithoutAWord()).isTrue();
        assertThat(isServed(speaker)).isTrue();
    }

    @Test
    void closesWhoNeverSpeaksToTheEnd() throws Exception {
        ClientStandIn slow = connect();

        slow.send(MessageCodec.encode(new GetWorkers()).encode().slice(0, 10));

        assertThat(slow.isClosedWithoutAWord()).isTrue();
    }

    @Test
    void pausesAndThenClosesAClientThatNeverReadsWhileOthersAreServed() throws Exception {
        User user = newUser();
        TransactionHistory history = Samples.history(200);
        master.answer(GetUserTransactionHistory.class, request -> history);
        ClientStandIn reader = connectForData(user);
        ClientStandIn deaf = connectForData(user);
        GetUserTransactionHistory request = new GetUserTransactionHistory(user.session(), user.name());
        Buffer all = Buffer.buffer();
        IntStream.range(0, REQUESTS)
                .forEach(each -> MessageCodec.encode(request).appendTo(all));

        deaf.send(all);
        master.next(GetUserTransactionHistory.class);

        assertThat(reader.ask(request)).isEqualTo(history);
        Await.until(() -> doors.size() == 1);
        assertThat(master.waiting(GetUserTransactionHistory.class)).isLessThan(REQUESTS / 2);
        assertThat(reader.ask(request)).isEqualTo(history);
    }

    @Test
    void goesOnWithAClientThatReadsLateButInTime() throws Exception {
        User user = newUser();
        TransactionHistory history = Samples.history(200);
        master.answer(GetUserTransactionHistory.class, request -> history);
        ClientStandIn client = connectForData(user);
        GetUserTransactionHistory request = new GetUserTransactionHistory(user.session(), user.name());

        for (int number = 0; number < 100; number++) {
            client.send(request);
        }
        // All are with the master, so their answers lie before a client that has read nothing yet.
        for (int number = 0; number < 100; number++) {
            master.next(GetUserTransactionHistory.class);
        }

        for (int number = 0; number < 100; number++) {
            assertThat(client.reply(Instruction.GET_USER_TRANSACTION_HISTORY)).isEqualTo(history);
        }
    }
}
