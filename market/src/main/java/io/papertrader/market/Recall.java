package io.papertrader.market;

import io.papertrader.market.action.ActionId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A finding of the owner in the journal, as an answer to a {@link Need}. */
public sealed interface Recall {
    /** The portfolio, as it was written last. */
    record OfPortfolio(PortfolioState state) implements Recall {}

    /** There is no such portfolio. */
    record NoPortfolio(PortfolioId portfolio) implements Recall {}

    /** The order, which has ended. */
    record OfOrder(PastOrder order) implements Recall {}

    /** The portfolio has never had such an order. */
    record NoOrder(PortfolioId portfolio, TransactionId id) implements Recall {}

    /** The portfolios that have open orders in each asset; assets without any are left out. */
    record OfWaiting(Map<AssetSymbol, Set<PortfolioId>> portfolios) implements Recall {
        public OfWaiting {
            portfolios = Map.copyOf(portfolios);
        }
    }

    /** The corporate action was announced before, or never. */
    record OfAction(ActionId id, boolean isKnown) implements Recall {}

    /**
     * The next portfolios that hold an asset, have open orders of it or missed that another was renamed to it, by their
     * numbers; none where there are no more.
     */
    record OfHolders(AssetSymbol symbol, long after, List<PortfolioId> next) implements Recall {
        public OfHolders {
            next = List.copyOf(next);
        }
    }
}
