package io.papertrader.master.journal;

import io.papertrader.market.Market;
import io.papertrader.market.Recall;
import io.papertrader.market.Rules;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a market into memory: its latest values, and who has open orders in which asset. Portfolios are recalled when
 * needed, so that a start takes no longer where many orders are open; but those whose open orders may break a law are
 * read at once.
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

    /** A run that may begin, with these portfolios in memory. */
    Uni<Run> read(Journal journal, Run.Home home, Run.Limits limits, int limit, Set<PortfolioId> wanted) {
        return start.doubtful()
                .map(doubtful ->
                        Stream.concat(doubtful.stream(), wanted.stream()).toList())
                .flatMap(reader::all)
                .flatMap(portfolios -> start.lastBatch()
                        .flatMap(batch -> start.marketState()
                                .map(state -> new Market(rules, state))
                                .map(market -> new Run(market, journal, batch, reader, actions, home, limits, limit)))
                        .invoke(run -> portfolios.forEach(found -> load(run, found))));
    }

    private static void load(Run run, Recalled found) {
        run.market().recall(new Recall.OfPortfolio(found.portfolio()), 0);
        run.know(found.portfolio().id(), found.owner());
    }
}
