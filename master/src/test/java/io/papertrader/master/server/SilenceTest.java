package io.papertrader.master.server;

import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.master.Await;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.WorkerLink;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Links that died without a word, noticed after four seconds here. */
@QuarkusTest
@TestProfile(SilenceTest.ShortSilence.class)
class SilenceTest {
    public static final class ShortSilence implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "papertrader.listen.worker-silence", "4s",
                    "papertrader.listen.max-unsent-bytes", "1073741824");
        }
    }

    private static final int MORE_THAN_SOCKETS_HOLD = 64 * 1_048_576;

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

    @Test
    void cutsWorkerThatTalksButTakesNothingOfWhatItIsSent() throws Exception {
        Fleet.Member member = fleet.enroll();
        LinkedWorker deaf = fleet.link(member);
        WorkerLink link = connected.of(member.uuid()).getFirst();
        LinkedWorker other = fleet.link(fleet.enroll());
        Frame push = new Frame(
                Header.single(MessageType.EVENT, 1999, Header.MAX_DATA_SIZE, 0),
                Buffer.buffer(new byte[Header.MAX_DATA_SIZE]));
        for (int number = 0; number < MORE_THAN_SOCKETS_HOLD / Header.MAX_DATA_SIZE; number++) {
            link.push(push);
        }

        Await.until(() -> {
            other.assertAlive();
            return isCut(deaf);
        });

        other.assertAlive();
    }

    private static boolean isCut(LinkedWorker worker) {
        try {
            worker.send(new Heartbeat());
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    private static void awaitClosed(LinkedWorker worker) {
        try {
            worker.awaitClosed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
