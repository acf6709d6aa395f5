package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.journal.Sequencer;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Postgres refuses what nobody waits for, and what nothing else can stand for: it stops nobody who need not stop. */
@QuarkusTest
class RefusedEndsTest {
    /** Pauses grow to a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Sequencer sequencer;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    @Inject
    TornJournal torn;

    @Inject
    MeterRegistry metrics;

    private Trader trader;
    private Trader other;

    @BeforeEach
    void trade() {
        updates.next();
        trader = desk.newTrader();
        other = desk.newTrader();
        trader.place(trader.purchase("VZ", "10"));
        other.place(other.purchase("VZ", "10"));
        updates.next();
    }

    @AfterEach
    void booksAreRight() {
        assertThat(faults()).isEmpty();
    }

    /** Orders that are due have ended by then; others come and go while the end is tried again. */
    @Test
    void takesOrdersWhileTheEndOfAClearingIsRefused() throws SQLException {
        TransactionId due = trader.place(trader.purchase("KO", "1"));
        double before = readings();
        CompletableFuture<Void> update;
        TransactionId later;
        try {
            refuse("UPDATE ON market_update");
            update = updates.begin();
            Await.until(() -> readings() > before + 1);

            other.cancel(other.place(other.purchase("KO", "1")));
            later = other.place(other.purchase("KO", "1"));
            assertThat(trader.transaction(due).state()).isEqualTo(TransactionState.SETTLED);
        } finally {
            refuseNothing();
        }

        assertThat(update).succeedsWithin(PATIENCE);
        updates.next();
        assertThat(other.transaction(later).state()).isEqualTo(TransactionState.SETTLED);
    }

    /**
     * It cannot be read, and no row is taken that says that it misses its part: it has it all the same before anything
     * is decided of it, though another lead begins.
     */
    @Test
    void remembersAPortfolioThatCannotEvenMissAnAction() throws SQLException {
        try {
            torn.change("portfolio", "currency = 'no currency'", trader);
            refuse("INSERT ON missed_part");
            torn.leadAnew();
            split("VZ");
        } finally {
            refuseNothing();
            torn.change("portfolio", "currency = 'USD'", trader);
        }
        assertThat(other.holding("VZ").quantity()).isEqualTo(Quantity.of("20"));
        long portfolio = torn.portfolio(trader);
        assertThat(outstanding()).anyMatch(part -> part.contains("of portfolio " + portfolio + ":"));
        assertThat(faults()).isEmpty();
        torn.leadAnew();

        assertThat(((Failure) trader.buy("VZ", "1")).code()).isEqualTo(FailCode.MARKET_DATA_STALE);

        assertThat(trader.holding("VZ").quantity()).isEqualTo(Quantity.of("20"));
    }

    private void split(String symbol) {
        sequencer
                .announce(new CorporateAction(
                        new ActionId("test/" + UUID.randomUUID()),
                        new AssetSymbol(symbol),
                        LocalDate.of(2014, 6, 9),
                        new Change.Split(ShareRatio.of("2"))))
                .flatMap(announced -> sequencer.cleared())
                .await()
                .atMost(PATIENCE);
    }

    private void refuse(String what) throws SQLException {
        database.run("""
                CREATE FUNCTION refuse_end() RETURNS TRIGGER LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'refused' USING ERRCODE = '23514';
                END $$
                """);
        database.run("CREATE TRIGGER refuse_end BEFORE " + what + " FOR EACH ROW EXECUTE FUNCTION refuse_end()");
    }

    private void refuseNothing() throws SQLException {
        database.run("DROP FUNCTION IF EXISTS refuse_end CASCADE");
    }

    private double readings() {
        return metrics.counter("papertrader.market.readings").count();
    }

    private List<String> faults() {
        return ledgerCheck.run().await().indefinitely().faults();
    }

    private List<String> outstanding() {
        return ledgerCheck.run().await().indefinitely().outstanding();
    }
}
