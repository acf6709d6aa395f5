package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.Await;
import io.papertrader.worker.BadNames;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.FirstMastersUnfound;
import io.papertrader.worker.clients.Ports;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A worker that knows several masters. */
@QuarkusTest
@TestProfile(FirstMastersUnfound.class)
class SeveralMastersTest {
    @Inject
    Ports ports;

    @Inject
    Relay relay;

    @Test
    void waitsForNoneOfThemWhileAnotherIsFound() throws Exception {
        Await.until(relay::isUp);

        try (ClientStandIn client = ClientStandIn.connect(ports.clients())) {
            assertThat(client.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
        }
    }

    /** The pool for what blocks has none of them, and a worker that stops waits for none. */
    @Test
    void looksANameUpOnOneThreadThatHoldsNobodyUp() throws Exception {
        Await.until(relay::isUp);

        List<Thread> lookUps = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith(BadNames.SILENT))
                .toList();

        assertThat(lookUps).singleElement().matches(Thread::isDaemon);
    }
}
