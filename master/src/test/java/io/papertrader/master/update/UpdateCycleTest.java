package io.papertrader.master.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.TransactionState;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.SteeredProvider;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class UpdateCycleTest {
    private static final AssetSymbol KO = new AssetSymbol("KO");

    @Inject
    UpdateCycle cycle;

    @Inject
    Updates updates;

    @Inject
    AssetBoard board;

    @Inject
    SteeredProvider provider;

    @Inject
    Desk desk;

    @Inject
    Database database;

    @Inject
    TestClock clock;

    @BeforeEach
    void update() {
        updates.next();
    }

    @Test
    void storesTheHistoryOnce() throws SQLException {
        String before = database.one("SELECT count(*) FROM asset_day");

        cycle.start().await().indefinitely();

        assertThat(database.one("SELECT count(*) FROM asset_day")).isEqualTo(before);
        assertThat(database.one(
                        "SELECT count(*) FROM asset_day WHERE symbol = 'KO' AND source = 'replay of 2013-02-08'"))
                .isEqualTo("1");
    }

    @Test
    void showsAgainWhatIsStored() {
        CurrentValue before = board.find(KO).orElseThrow();

        cycle.start().await().indefinitely();

        CurrentValue after = board.find(KO).orElseThrow();
        assertThat(after.asset()).isEqualTo(before.asset());
        assertThat(after.time()).isEqualTo(before.time());
        assertThat(after.source()).isEqualTo(before.source());
    }

    @Test
    void storedValueIsAsOldAfterARestartAsItIs() {
        cycle.start().await().indefinitely();
        assertThat(board.isFresh(board.find(KO).orElseThrow())).isTrue();

        try (TestClock.Later _ = clock.later(Duration.ofHours(5))) {
            cycle.start().await().indefinitely();

            assertThat(board.isFresh(board.find(KO).orElseThrow())).isFalse();
            assertThat(board.quote(KO).orElseThrow().isStale()).isTrue();
        }
    }

    @Test
    void storesAndShowsWhatWasRetrieved() throws SQLException {
        CurrentValue before = board.find(KO).orElseThrow();

        updates.next();

        CurrentValue after = board.find(KO).orElseThrow();
        assertThat(after.time()).isAfter(before.time());
        String stored =
                database.one("SELECT close FROM asset_value WHERE symbol = 'KO' ORDER BY value_time DESC LIMIT 1");
        assertThat(Money.of(new BigDecimal(stored).toPlainString())).isEqualTo(after.value());
    }

    @Test
    void updateThatCannotBeRetrievedLeavesAllToTheNext() {
        Trader trader = desk.newTrader();
        TransactionId order = trader.place(trader.purchase("KO", "1"));
        CurrentValue before = board.find(KO).orElseThrow();
        provider.changeNext(update -> {
            provider.changeNext(next -> next);
            throw new IllegalStateException("the market is away");
        });

        updates.next();

        assertThat(board.find(KO)).contains(before);
        assertThat(trader.transaction(order).state()).isEqualTo(TransactionState.QUEUED);
        updates.next();
        assertThat(trader.transaction(order).state()).isEqualTo(TransactionState.SETTLED);
    }

    @Test
    void updateThatCannotBeStoredShowsNothing() {
        CurrentValue before = board.find(KO).orElseThrow();
        provider.changeNext(update -> new AssetUpdate(update.samples().stream()
                .map(sample -> new Sample(sample.asset(), before.time(), sample.source()))
                .toList()));

        updates.next();

        assertThat(board.find(KO)).contains(before);
    }

    @Test
    void updateWithoutValuesChangesNothing() {
        CurrentValue before = board.find(KO).orElseThrow();
        provider.changeNext(update -> AssetUpdate.empty());

        updates.next();

        assertThat(board.find(KO)).contains(before);
    }

    @Test
    void sourceThatHangsHoldsUpNoOther() throws Exception {
        SteeredProvider.Gate hanging = provider.besideOneThatHangs();
        cycle.start().await().indefinitely();
        try {
            for (int intervals = 0; intervals < 2; intervals++) {
                Trader trader = desk.newTrader();
                TransactionId order = trader.place(trader.purchase("KO", "1"));
                Await.until(() -> {
                    cycle.onInterval().subscribe().with(done -> {});
                    return trader.transaction(order).state() == TransactionState.SETTLED;
                });
            }
            hanging.awaitReached();
        } finally {
            provider.alone();
            hanging.open();
            cycle.start().await().indefinitely();
        }
    }

    @Test
    void nothingIsUpdatedAtIntervalsAfterTheStop() {
        CurrentValue before = board.find(KO).orElseThrow();

        cycle.stop();
        cycle.onInterval().await().indefinitely();

        assertThat(board.find(KO)).contains(before);
        cycle.start().await().indefinitely();
        cycle.onInterval().await().indefinitely();
        assertThat(board.find(KO).orElseThrow().time()).isAfter(before.time());
    }
}
