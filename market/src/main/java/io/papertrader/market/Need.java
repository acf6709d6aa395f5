package io.papertrader.market;

import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;

/** The reading that the owner has to take from the journal, and to give to {@link Market#recall}, before a command can be decided. */
public sealed interface Need {
    /** The command can be decided. */
    record Nothing() implements Need {}

    /** The portfolio is not in memory. */
    record OfPortfolio(PortfolioId portfolio) implements Need {}

    /** The portfolio has had more orders than memory holds, and this may be one of those. */
    record OfOrder(PortfolioId portfolio, TransactionId id) implements Need {}
}
