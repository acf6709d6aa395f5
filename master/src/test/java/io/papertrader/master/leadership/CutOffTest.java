package io.papertrader.master.leadership;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure.PlaceFail;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Await;
import io.papertrader.master.Desk;
import io.papertrader.master.MasterResource;
import io.papertrader.master.TestTicks;
import io.papertrader.master.Trader;
import io.papertrader.master.server.LossyDatabase;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A master that is cut off from the database says nothing that the next one may not keep. */
@QuarkusTest
class CutOffTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Leadership leadership;

    @Inject
    LossyDatabase lossy;

    @Inject
    TestTicks ticks;

    private DatabaseRoad road;
    private PlaceOrder late;

    @BeforeEach
    void leadOverTheRoad() {
        road = lossy.takeRoad();
        leadership.release().await().indefinitely();
        leadership.acquire(() -> {}).await().indefinitely();
        updates.next();
        Trader trader = desk.newTrader();
        late = trader.order(
                new TransactionId(new UUID(desk.now().toEpochMilli() << 16, 1)),
                Side.BUY,
                "KO",
                "1",
                desk.now().minusSeconds(1));
        assertFailure(desk.ask(late), PlaceFail.class, FailCode.DEADLINE_PASSED);
    }

    @AfterEach
    void leadAgain() {
        lossy.leaveRoad();
        leadership.release().await().indefinitely();
        leadership.acquire(() -> {}).await().indefinitely();
    }

    @Test
    void refusesNothingWhenItsLeaseIsOver() {
        road.freeze();
        ticks.pass(MasterResource.LEASE);

        CompletableFuture<Reply> refusal =
                desk.begin(late, desk.record(late, desk.now())).subscribeAsCompletionStage();

        assertThat(refusal).isNotDone();
        road.close();
        Await.until(() -> !leadership.isHeld());
        assertThat(refusal).failsWithin(Masters.LIMIT);
    }
}
