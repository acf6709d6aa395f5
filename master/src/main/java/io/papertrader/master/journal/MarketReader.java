package io.papertrader.master.journal;

import io.papertrader.market.Market;
import io.papertrader.market.Rules;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Reads a market into memory: its latest values, and what it is at. Portfolios, and who waits, are recalled when they
 * are needed, so that a start takes no longer where many orders are open.
 */
@ApplicationScoped
class MarketReader {
    private final JournalStart start;
    private final JournalReader reader;
    private final ActionReader actions;
    private final Rules rules;

    MarketReader(JournalStart start, JournalReader reader, ActionReader actions, Rules rules) {
        this.start = start;
        this.reader = reader;
        this.actions = actions;
        this.rules = rules;
    }

    /** A run that may begin, with those of these portfolios in memory that can be read. */
    Uni<Run> read(Journal journal, Run.Home home, Run.Limits limits, List<PortfolioId> wanted) {
        return Uni.combine()
                .all()
                .unis(start.lastBatch(), start.marketState(), reader.readings(wanted))
                .with((batch, state, portfolios) -> {
                    Run run = new Run(new Market(rules, state), journal, batch, reader, actions, home, limits);
                    portfolios.tell(run, 0);
                    return run;
                });
    }
}
