package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that belongs to no portfolio and breaks a law stops a start, and is named; nothing is guessed. */
@QuarkusTest
class BrokenJournalTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    @Inject
    TornJournal torn;

    private Trader trader;

    @BeforeEach
    void trade() {
        updates.next();
        trader = desk.newTrader();
        trader.place(trader.purchase("KO", "10"));
    }

    @AfterEach
    void startAgain() {
        torn.start();
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @Test
    void stopsTheStartWithTheRowNamed() throws SQLException {
        String latest =
                " WHERE symbol = 'KO' AND value_time = (SELECT max(value_time) FROM asset_value WHERE symbol = 'KO')";
        database.force("UPDATE asset_value SET close = close + 1000000000000" + latest);
        try {
            torn.leadAnew();
            assertThatThrownBy(() -> desk.ask(trader.purchase("KO", "1"))).hasMessageContaining("the value of KO");
            assertThatThrownBy(() -> desk.ask(trader.purchase("GE", "1"))).hasMessageContaining("the value of KO");
        } finally {
            database.force("UPDATE asset_value SET close = close - 1000000000000" + latest);
        }
        torn.leadAnew();

        assertThat(desk.ask(trader.purchase("KO", "1"))).isInstanceOf(Accepted.class);
        assertThat(trader.history()).hasSize(2);
    }
}
