package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stop waits for each link's requests, however busy the others are. */
@QuarkusTest
class StopTest {
    @Inject
    Fleet fleet;

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    Listener listener;

    private CompletableFuture<Void> stop = CompletableFuture.completedFuture(null);

    @Test
    void countsEachLinkOnceAndTakesNoRequestMeanwhile() throws Exception {
        Trader trader = desk.newTrader();
        LinkedWorker busy = fleet.link(fleet.enroll());
        LinkedWorker idle = fleet.link(fleet.enroll());
        int port = listener.port();
        long question;
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
            question = busy.send(new GetUserInfo(trader.session(), trader.userName()));
            busy.ask(new Heartbeat());
            stop = CompletableFuture.runAsync(this::stop);
            Await.until(() -> !listener.isOpen());
            // Each of these once counted as a link that is idle, so that nobody waited for the busy one.
            idle.send(new GetWorkers());
            idle.ask(new Heartbeat());
            idle.send(new GetWorkers());
            idle.ask(new Heartbeat());
            try (Caller stranger = new Caller(Fleet.HOME, port)) {
                assertThat(stranger.untilClosed().length()).isZero();
            }

            assertThat(stop).isNotDone();

            lock.rollback();
        }
        assertThat(busy.answer(question)).isInstanceOf(UserInfo.class);
        stop.join();
        busy.awaitClosed();
        idle.awaitClosed();
    }

    /** Opens the listener again, which is the application's: other classes find it open. */
    @AfterEach
    void openAgain() throws Exception {
        stop.exceptionally(failure -> null).join();
        if (!listener.isOpen()) {
            listener.open().await().indefinitely();
        }
        fleet.dismiss();
    }

    private void stop() {
        try {
            listener.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
