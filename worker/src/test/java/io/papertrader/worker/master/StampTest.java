package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.papertrader.worker.WorkerResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stamp that the worker adds to each command (specification 2.1.8, 4.1). */
@QuarkusTest
class StampTest extends LinkedWorker {
    private static final ClientAddress THERE = ClientAddress.of(InetAddress.ofLiteral("127.0.0.9"));

    private ClientStandIn connectFromThere() throws Exception {
        return connected(ClientStandIn.connect(ports.clients(), "127.0.0.9"));
    }

    @Test
    void namesTheWorkerTheTimeAndTheClient() throws Exception {
        User user = newUser();
        master.answer(PurchaseAsset.class, request -> Samples.purchased());
        ClientStandIn client = connectFromThere();
        Instant before;
        Instant after;

        try (var _ = clock.later(Duration.ofMinutes(30))) {
            before = clock.instant();
            client.ask(new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1")));
            after = clock.instant();
        }

        for (LinkRecord record : List.of(
                master.next(VerifySession.class).record(),
                master.next(PurchaseAsset.class).record())) {
            assertThat(record.worker()).isEqualTo(WorkerResource.WORKER);
            assertThat(record.stamp()).isBetween(before.minusMillis(1), after);
            assertThat(record.client()).isEqualTo(THERE);
        }
    }

    @Test
    void namesNoClientWhereTheWorkerItselfAsks() throws Exception {
        breakLink();

        LinkRecord record = master.next(GetAssetListPage.class).record();

        assertThat(record.client()).isEqualTo(ClientAddress.NONE);
        assertThat(record.worker()).isEqualTo(WorkerResource.WORKER);
    }

    @Test
    void givesNoCorrelationTwiceAndNeverThatOfAPush() throws Exception {
        User user = newUser();
        master.answer(PurchaseAsset.class, request -> Samples.purchased());
        ClientStandIn client = connect();
        List<Long> correlations = new ArrayList<>();

        for (int number = 0; number < 20; number++) {
            client.ask(new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1")));
            correlations.add(master.next(PurchaseAsset.class).record().correlation());
            breakLinkEveryFifth(number);
        }

        assertThat(correlations).doesNotHaveDuplicates().doesNotContain(0L);
    }

    /** A new link must not count from the beginning. */
    private void breakLinkEveryFifth(int number) throws Exception {
        if (number % 5 == 4) {
            breakLink();
        }
    }
}
