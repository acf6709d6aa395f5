package io.papertrader.master.journal;

import io.papertrader.market.Market;
import io.papertrader.market.Recall;
import io.papertrader.market.Rules;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a market into memory: its latest values, and every portfolio that has open orders. Others are recalled when needed. */
@ApplicationScoped
class MarketReader {
    private static final int PORTFOLIOS_AT_A_TIME = 2_000;
    private static final PortfolioId BEFORE_ALL = new PortfolioId(Long.MIN_VALUE);

    private final JournalReader reader;
    private final Rules rules;

    MarketReader(JournalReader reader, Rules rules) {
        this.reader = reader;
        this.rules = rules;
    }

    /** A run that may begin. */
    Uni<Run> read(Journal journal, Run.Home home, Run.Limits limits, int limit) {
        return reader.marketState()
                .map(state -> new Run(new Market(rules, state), journal, reader, home, limits, limit))
                .call(run -> load(run, BEFORE_ALL));
    }

    private Uni<Void> load(Run run, PortfolioId after) {
        return reader.withOpenOrders(after, PORTFOLIOS_AT_A_TIME)
                .flatMap(ids -> ids.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : reader.portfolios(ids)
                                .invoke(portfolios -> requireAll(ids, portfolios))
                                .invoke(portfolios -> portfolios.forEach(found -> load(run, found)))
                                .flatMap(loaded -> load(run, ids.getLast())));
    }

    private static void requireAll(List<PortfolioId> ids, List<Recalled> found) {
        Set<PortfolioId> missing = new HashSet<>(ids);
        found.forEach(each -> missing.remove(each.portfolio().id()));
        if (!missing.isEmpty()) {
            throw new BrokenJournal("has open orders of portfolios that there are not: " + missing);
        }
    }

    private static void load(Run run, Recalled found) {
        run.market().recall(new Recall.OfPortfolio(found.portfolio()), 0);
        run.know(found.portfolio().id(), found.owner());
    }
}
