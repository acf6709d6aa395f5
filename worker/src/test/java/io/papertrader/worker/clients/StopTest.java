package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.WorkersEvent.WorkerStopping;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.worker.Asked;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stop of the listener, and the parting of its clients. */
@QuarkusTest
class StopTest extends LinkedWorker {
    @AfterEach
    void openAgain() {
        doors.open().toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(() -> {
            try {
                doors.close();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void tellsClientsAnswersWhatIsInFlightThenCloses() throws Exception {
        User user = newUser();
        master.hold(PurchaseAsset.class);
        ClientStandIn client = connect();
        ClientStandIn idle = connect();
        assertThat(idle.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
        client.send(new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1")));
        Asked<PurchaseAsset> inFlight = master.next(PurchaseAsset.class);

        CompletableFuture<Void> stopped = stop();
        assertThat(idle.event()).isEqualTo(new WorkerStopping());
        assertThat(idle.isClosedWithoutAWord()).isTrue();
        assertThat(client.event()).isEqualTo(new WorkerStopping());
        assertThat(stopped).isNotDone();
        inFlight.answer(Samples.purchased());

        assertThat(client.reply(Instruction.PURCHASE_ASSET)).isEqualTo(Samples.purchased());
        assertThat(client.isClosedWithoutAWord()).isTrue();
        stopped.get(60, TimeUnit.SECONDS);
    }

    @Test
    void answersWhatIsAskedUntilTheClientIsQuiet() throws Exception {
        User user = newUser();
        master.hold(PurchaseAsset.class);
        ClientStandIn client = connect();
        client.send(new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1")));
        Asked<PurchaseAsset> inFlight = master.next(PurchaseAsset.class);

        CompletableFuture<Void> stopped = stop();
        assertThat(client.event()).isEqualTo(new WorkerStopping());

        client.send(new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("2")));
        Asked<PurchaseAsset> askedMeanwhile = master.next(PurchaseAsset.class);
        inFlight.answer(Samples.purchased());
        askedMeanwhile.answer(Samples.purchased());
        assertThat(client.reply(Instruction.PURCHASE_ASSET)).isEqualTo(Samples.purchased());
        assertThat(client.reply(Instruction.PURCHASE_ASSET)).isEqualTo(Samples.purchased());
        assertThat(client.isClosedWithoutAWord()).isTrue();
        stopped.get(60, TimeUnit.SECONDS);
    }

    @Test
    void refusesWhoComesMeanwhileAndLeavesThePortToTheNextWorker() throws Exception {
        master.hold(GetWorkers.class);
        ClientStandIn client = connect();
        client.send(new GetWorkers());
        Asked<GetWorkers> inFlight = master.next(GetWorkers.class);

        CompletableFuture<Void> stopped = stop();
        assertThat(client.event()).isEqualTo(new WorkerStopping());

        // The system lets go of the socket a moment after Java has.
        Await.until(this::isRefused);
        inFlight.answer(new WorkerList(List.of()));
        client.reply(Instruction.GET_WORKERS);
        stopped.get(60, TimeUnit.SECONDS);
    }

    private boolean isRefused() throws Exception {
        try {
            return connect().isClosedWithoutAWord();
        } catch (ConnectException refused) {
            return true;
        }
    }
}
