package io.papertrader.master.trade;

import io.papertrader.master.Database;
import io.papertrader.master.Trader;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.update.UpdateCycle;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;

/** Damages rows of the journal as only a fault could, mends them, and lets a master begin with what is there. */
@ApplicationScoped
class TornJournal {
    private final Database database;
    private final Leadership leadership;
    private final UpdateCycle cycle;

    TornJournal(Database database, Leadership leadership, UpdateCycle cycle) {
        this.database = database;
        this.leadership = leadership;
        this.cycle = cycle;
    }

    /** The number of a trader's portfolio. */
    long portfolio(Trader trader) throws SQLException {
        return Long.parseLong(database.one(
                "SELECT portfolio_id FROM portfolio JOIN account USING (account_id) WHERE user_name = ?",
                trader.userName().value()));
    }

    /** Changes a trader's rows of a table. */
    void change(String table, String change, Trader trader) throws SQLException {
        database.force("UPDATE " + table + " SET " + change + " WHERE portfolio_id = ?", portfolio(trader));
    }

    /** Leads anew, and starts as a master does. */
    void start() {
        leadAnew();
        cycle.start().await().indefinitely();
    }

    /** The memory of the market is forgotten. */
    void leadAnew() {
        leadership.release().await().indefinitely();
        leadership.acquire(() -> {}).await().indefinitely();
    }
}
