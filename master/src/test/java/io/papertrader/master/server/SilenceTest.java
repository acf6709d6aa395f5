package io.papertrader.master.server;

import io.papertrader.master.Await;
import io.papertrader.master.workers.ConnectedWorkers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links that died without a word, noticed after a second here. */
@QuarkusTest
@TestProfile(SilenceTest.ShortSilence.class)
class SilenceTest {
    public static final class ShortSilence implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("papertrader.listen.worker-silence", "1s");
        }
    }

    @Inject
    Fleet fleet;

    @Inject
    ConnectedWorkers connected;

    @AfterEach
    void dismiss() throws Exception {
        fleet.dismiss();
    }

    @Test
    void closesLinkOfASilentWorkerAndKeepsOneThatAsks() throws Exception {
        Fleet.Member member = fleet.enroll();
        LinkedWorker silent = fleet.link(member);
        LinkedWorker asking = fleet.link(fleet.enroll());
        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> awaitClosed(silent));

        while (!closed.isDone()) {
            asking.assertAlive();
        }

        closed.join();
        asking.assertAlive();
        Await.until(() -> connected.of(member.uuid()).isEmpty());
    }

    private static void awaitClosed(LinkedWorker worker) {
        try {
            worker.awaitClosed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
