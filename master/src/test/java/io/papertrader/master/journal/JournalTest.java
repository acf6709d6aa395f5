package io.papertrader.master.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.market.Command;
import io.papertrader.market.Market;
import io.papertrader.market.MarketEvent;
import io.papertrader.market.MarketSnapshot;
import io.papertrader.market.Rules;
import io.papertrader.master.Desk;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Batches follow each other, and what is sent behind one that fails fails too. */
@QuarkusTest
class JournalTest {
    private static final long NO_SUCH_UPDATE = 1_000_000_000;

    @Inject
    Desk desk;

    @Inject
    Journal journal;

    @Inject
    JournalStart start;

    @Inject
    Rules rules;

    @Test
    void appendsNothingBehindABatchThatFails() {
        desk.newTrader();
        journal.appended().await().indefinitely();
        long last = lastBatch();
        Batch fails = new Batch();
        fails.add(
                Step.forNobody(new Command.ClearSlice(NO_SUCH_UPDATE, 1, Instant.EPOCH)),
                new MarketEvent.ClearingEnded(NO_SUCH_UPDATE, Instant.EPOCH),
                new Market(rules, MarketSnapshot.NEW));

        CompletableFuture<Void> first = journal.append(fails, last + 1).subscribeAsCompletionStage();
        CompletableFuture<Void> second = journal.append(new Batch(), last + 2).subscribeAsCompletionStage();
        journal.appended().await().indefinitely();

        assertThatThrownBy(first::join).hasMessageContaining("0 of 1 rows");
        assertThatThrownBy(second::join).hasMessageContaining("0 of 1 rows");
        assertThat(lastBatch()).isEqualTo(last);
    }

    @Test
    void appendsNoBatchTwice() {
        desk.newTrader();
        journal.appended().await().indefinitely();
        long last = lastBatch();

        assertThatThrownBy(() -> journal.append(new Batch(), last).await().indefinitely())
                .hasMessageContaining("0 of 1 rows");
        assertThat(lastBatch()).isEqualTo(last);
    }

    private long lastBatch() {
        return start.lastBatch().await().indefinitely();
    }
}
