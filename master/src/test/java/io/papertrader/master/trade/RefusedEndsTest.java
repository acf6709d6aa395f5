package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.TransactionState;
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

    /** What is due has ended by then; orders come and go while the end is tried again. */
    @Test
    void takesOrdersWhileTheEndOfAClearingIsRefused() throws SQLException {
        TransactionId due = trader.place(trader.purchase("KO", "1"));
        double before = readings();
        refuse("UPDATE ON market_update");
        CompletableFuture<Void> update;
        TransactionId later;
        try {
            update = updates.begin();
            Await.until(() -> readings() > before + 1);

            other.cancel(other.place(other.purchase("KO", "1")));
            later = other.place(other.purchase("KO", "1"));
            assertThat(trader.transaction(due).state()).isEqualTo(TransactionState.SETTLED);
        } finally {
            refuseNothing();
        }

        assertThat(update).succeedsWithin(Duration.ofSeconds(20));
        updates.next();
        assertThat(other.transaction(later).state()).isEqualTo(TransactionState.SETTLED);
    }

    /** It cannot be read, and that it misses its part is not taken either: the ledger's check tells of it. */
    @Test
    void carriesAnActionOutWithoutAPortfolioThatCannotEvenMissIt() throws SQLException {
        torn.change("portfolio", "currency = 'no currency'", trader);
        refuse("INSERT ON missed_part");
        try {
            torn.leadAnew();
            split("VZ");
        } finally {
            refuseNothing();
            torn.change("portfolio", "currency = 'USD'", trader);
        }

        assertThat(other.holding("VZ").quantity()).isEqualTo(Quantity.of("20"));
        long portfolio = torn.portfolio(trader);
        assertThat(faults()).singleElement().asString().contains("of portfolio " + portfolio + ":", "its part is of 0");
        // By hand: what is noted as missed is made up.
        database.run("INSERT INTO missed_part SELECT ?, max(action_number), now() FROM corporate_action", portfolio);
        torn.leadAnew();
        updates.next();
        Await.until(() -> trader.holding("VZ").quantity().equals(Quantity.of("20")));
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
                .atMost(Duration.ofSeconds(20));
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
        database.run("DROP FUNCTION refuse_end CASCADE");
    }

    private double readings() {
        return metrics.counter("papertrader.market.readings").count();
    }

    private List<String> faults() {
        return ledgerCheck.run().await().indefinitely().faults();
    }
}
