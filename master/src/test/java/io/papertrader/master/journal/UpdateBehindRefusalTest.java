package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.market.MarketEvent;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.update.Updates;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order is refused while an update waits behind it; the orders behind it are numbered anew. */
@QuarkusTest
class UpdateBehindRefusalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Sequencer sequencer;

    @Inject
    Database database;

    private Trader trader;

    @BeforeEach
    void refuseThirteen() throws SQLException {
        updates.next();
        trader = desk.newTrader();
        database.run("""
                CREATE FUNCTION refuse_thirteen() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_advisory_xact_lock(13);
                    RAISE EXCEPTION 'refused' USING ERRCODE = '23514';
                END $$
                """);
        database.run("""
                CREATE TRIGGER refuse_thirteen BEFORE INSERT ON open_order
                    FOR EACH ROW WHEN (NEW.quantity = 13) EXECUTE FUNCTION refuse_thirteen()
                """);
    }

    @AfterEach
    void refuseNothing() throws SQLException {
        database.run("DROP FUNCTION refuse_thirteen CASCADE");
    }

    /** By its mark's last number an order would be due at values that were retrieved before it was placed. */
    @Test
    void failsTheUpdateWhoseMarkIsOfTheRunThatEnded() throws SQLException {
        CompletableFuture<Reply> refused;
        CompletableFuture<Reply> behind;
        CompletableFuture<List<MarketEvent>> update;
        try (Connection blocker = database.connect()) {
            blocker.createStatement().execute("SELECT pg_advisory_lock(13)");
            refused = begin(trader.purchase("KO", "13"));
            Await.until(this::isWriterBlocked);
            Sequencer.Mark mark = sequencer.mark().await().atMost(PATIENCE);
            behind = begin(trader.purchase("KO", "1"));

            update = sequencer.update(mark, AssetUpdate.empty()).subscribeAsCompletionStage();
            sequencer.mark().await().atMost(PATIENCE);
        }

        assertThat(update).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(ReadAnew.class);
        assertThat(refused).failsWithin(PATIENCE);
        assertThat(behind).succeedsWithin(PATIENCE).isInstanceOf(Accepted.class);
    }

    private boolean isWriterBlocked() {
        try {
            return !database.column("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                    .isEmpty();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private CompletableFuture<Reply> begin(PurchaseAsset request) {
        return desk.begin(request, desk.record(request, desk.now())).subscribeAsCompletionStage();
    }
}
