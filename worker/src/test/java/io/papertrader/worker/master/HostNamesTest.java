package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.node.log.EventLog;
import io.papertrader.node.log.LogEntry;
import io.papertrader.worker.Await;
import io.papertrader.worker.BadNames;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.FirstMastersUnfound;
import io.papertrader.worker.MasterStandIn;
import io.papertrader.worker.clients.Ports;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FirstMastersUnfound.class)
class HostNamesTest {
    MasterStandIn master;

    @Inject
    Ports ports;

    @Inject
    MasterLink link;

    @Inject
    EventLog log;

    @Test
    void goesOnToAMasterThatIsFound() throws Exception {
        Await.until(link::isUp);

        assertThat(log.snapshot())
                .extracting(LogEntry::message)
                .contains(
                        "No link to the master at unknown.example:2048: no address is known for " + BadNames.UNKNOWN,
                        "No link to the master at silent.example:2048: no address was told for " + BadNames.SILENT
                                + " in 3 seconds");
        try (ClientStandIn client = ClientStandIn.connect(ports.clients())) {
            assertThat(client.ask(new GetWorkers())).isNotNull();
        }
    }
}
