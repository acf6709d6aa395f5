package io.papertrader.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkReply.WorkerStatus;
import io.papertrader.codec.message.LinkRequest.GetWorkerStatus;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.Asked;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The worker's figures about itself: for the master (specification 3.1.5), and as metrics. */
@QuarkusTest
class FiguresTest extends LinkedWorker {
    private static String metrics() {
        return RestAssured.get("/q/metrics").asString();
    }

    @Test
    void tellsTheMasterItsLiveFigures() throws Exception {
        WorkerStatus before = (WorkerStatus) master.ask(new GetWorkerStatus());
        ClientStandIn client = connectForData(newUser());
        connect().ask(new GetWorkers());
        client.ask(new GetAssetValueCurrent(Samples.AAPL));

        WorkerStatus status = (WorkerStatus) master.ask(new GetWorkerStatus());

        assertThat(status.clients()).isEqualTo(before.clients() + 2);
        assertThat(status.requests()).isEqualTo(before.requests() + 3);
        assertThat(status.sessions()).isPositive();
        assertThat(status.logEntries()).isPositive();
        assertThat(status.version()).isNotBlank();
        assertThat(status.startedAt()).isBefore(Instant.now());
    }

    @Test
    void measuresRequestsByInstructionAndOutcome() throws Exception {
        ClientStandIn client = connectForData(newUser());
        client.ask(new GetAssetValueCurrent(Samples.AAPL));

        String metrics = metrics();

        assertThat(metrics)
                .contains("papertrader_requests_seconds_count{instruction=\"getAssetValueCurrent\",outcome=\"DONE\"}")
                .contains("papertrader_requests_seconds_count{instruction=\"switchState\",outcome=\"DONE\"}");
    }

    @Test
    void measuresClientsAndTheLink() throws Exception {
        connect().ask(new GetWorkers());

        // The worker asks the master something by itself too, each second.
        Await.until(() -> metrics().contains("papertrader_master_waiting 0.0"));
        assertThat(metrics()).contains("papertrader_clients_connected 1.0").contains("papertrader_master_up 1.0");
    }

    @Test
    void measuresTheBytesOfAnswersFromTheirPromiseOn() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);
        master.hold(GetUserTransactionHistory.class);
        Await.until(() -> metrics().contains("papertrader_clients_bytes 0.0"));

        client.send(new GetUserTransactionHistory(user.session(), user.name()));
        Asked<GetUserTransactionHistory> asked = master.next(GetUserTransactionHistory.class);

        assertThat(metrics()).doesNotContain("papertrader_clients_bytes 0.0");
        asked.answer(Samples.history(1));
        client.reply(Instruction.GET_USER_TRANSACTION_HISTORY);
        Await.until(() -> metrics().contains("papertrader_clients_bytes 0.0"));
    }

    @Test
    void measuresThatTheLinkIsDown() throws Exception {
        master.leave();
        Await.until(() -> !relay.isUp());

        String metrics = metrics();
        master.comeBack();

        assertThat(metrics).contains("papertrader_master_up 0.0");
    }
}
