package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.update.UpdateCycle;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row that breaks a law stops a start, and is named; nothing is guessed. */
@QuarkusTest
class BrokenJournalTest {
    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    UpdateCycle cycle;

    @Inject
    Leadership leadership;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    Database database;

    private Trader trader;
    private TransactionId order;

    @BeforeEach
    void trade() {
        updates.next();
        trader = desk.newTrader();
        order = trader.place(trader.purchase("KO", "10"));
    }

    @AfterEach
    void startAgain() {
        leadAnew();
        cycle.start().await().indefinitely();
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reserved_cash = reserved_cash + 1000000 | reserved_cash = reserved_cash - 1000000 | holds back what is not there",
                "quantity = quantity + 1000000000000 | quantity = quantity - 1000000000000 | beyond all bounds",
                "symbol = 'no symbol' | symbol = 'KO' | symbol"
            })
    void stopsTheStartWithTheRowNamed(String damage, String repair, String says) throws SQLException {
        String where = " WHERE transaction_id = ?";
        database.run("UPDATE open_order SET " + damage + where, order.value());
        try {
            leadAnew();
            assertThatThrownBy(() -> cycle.start().await().indefinitely())
                    .hasMessageContaining(says)
                    .hasMessageContaining(order.toString());
            assertThatThrownBy(() -> desk.ask(trader.purchase("KO", "1"))).isInstanceOf(RuntimeException.class);
        } finally {
            database.run("UPDATE open_order SET " + repair + where, order.value());
        }
        leadAnew();

        assertThat(desk.ask(trader.purchase("KO", "1"))).isInstanceOf(Accepted.class);
        assertThat(trader.history()).hasSize(2);
    }

    private void leadAnew() {
        leadership.release().await().indefinitely();
        leadership.acquire(() -> {}).await().indefinitely();
    }
}
