package io.papertrader.market;

import io.papertrader.market.action.ActionId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;

/**
 * The reading that the owner has to take from the journal, and to give to {@link Market#recall}, before a command can
 * be decided.
 */
public sealed interface Need {
    /** Nothing has to be read. */
    Need NOTHING = new Nothing();

    /** The command can be decided. */
    record Nothing() implements Need {}

    /** The portfolio is not in memory. */
    record OfPortfolio(PortfolioId portfolio) implements Need {}

    /** The portfolio has had more orders than memory holds, and this may be one of those. */
    record OfOrder(PortfolioId portfolio, TransactionId id) implements Need {}

    /** A clearing comes to all who have open orders in an asset, and memory does not know yet who that is. */
    record OfWaiting() implements Need {}

    /** The corporate action may have been announced before memory began. */
    record OfAction(ActionId id) implements Need {}

    /**
     * A corporate action comes to these next: portfolios behind this number that hold its asset, have open orders of it
     * or missed that another was renamed to it.
     */
    record OfHolders(AssetSymbol symbol, long after) implements Need {}
}
