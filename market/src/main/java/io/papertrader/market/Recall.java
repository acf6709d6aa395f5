package io.papertrader.market;

import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;

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
}
