package io.papertrader.client.connection;

import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.PortfolioPage;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pages of one portfolio, at least one. */
record WholePortfolio(List<PortfolioPage> pages) {
    /** The first page with the assets of all. */
    Portfolio joined() {
        Portfolio first = pages.getFirst().portfolio();
        return new Portfolio(
                first.username(),
                assets(portfolio -> portfolio.weights().stream()),
                first.owned()
                        .map(sums -> new Portfolio.Owned(
                                sums.cash(),
                                sums.reserved(),
                                sums.equity(),
                                assets(portfolio ->
                                        portfolio.owned().stream().flatMap(owned -> owned.holdings().stream())))));
    }

    private <T> List<T> assets(Function<Portfolio, Stream<T>> of) {
        return pages.stream().map(PortfolioPage::portfolio).flatMap(of).toList();
    }
}
